"use strict";

// What is shown, as GeoJSON or CSV, made in the page.
{
  const LAYERS = ["events", "control", "axes", "bases"];
  const SKIPPED = new Set(["rows", "sources", "area", "line", "cells", "cell"]);

  function properties(fact) {
    const table = Sitmap.data.tables[fact.layer];
    const { sources } = Sitmap.data;
    const found = { layer: fact.layer };
    for (const [name, values] of Object.entries(table)) if (!SKIPPED.has(name)) found[name] = values[fact.row];
    found.sources = fact.sources.map((number) => ({
      article: sources.file[number], quote: sources.quote[number], published: sources.published[number], url: sources.url[number], rule: sources.rule[number],
      ...(sources.dataset[number] ? { dataset: sources.dataset[number], row: sources.row[number] } : {}), // of imported data
    }));
    return found;
  }

  const pairs = (path, decimals, close) => {
    const points = Sitmap.degrees(path, decimals).map(([lat, lon]) => [Number(lon.toFixed(decimals)), Number(lat.toFixed(decimals))]);
    return close ? [...points, points[0]] : points;
  };

  function geometry(fact) {
    const { decimals } = Sitmap.data.meta;
    if (fact.layer === "axes") return { type: "LineString", coordinates: pairs(fact.line, decimals.line, false) };
    if (fact.layer === "control") {
      const polygons = Sitmap.data.tables.control.cells[fact.cell];
      return { type: "MultiPolygon", coordinates: polygons.map((rings) => rings.map((ring) => pairs(ring, decimals.zone, true))) };
    }
    return { type: "Point", coordinates: [fact.lon, fact.lat] };
  }

  const shownFacts = () => LAYERS.flatMap((layer) => Sitmap.shown()[layer]);

  const geojson = () => JSON.stringify({ type: "FeatureCollection", features: shownFacts().map((fact) => ({ type: "Feature", id: `${fact.layer}/${fact.id}`, properties: properties(fact), geometry: geometry(fact) })) }, null, 1);

  // A cell that a spreadsheet would take for a formula begins with an apostrophe.
  function cell(value) {
    const text = value === null || value === undefined ? "" : String(value);
    const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  }

  const COLUMNS = [
    "layer", "id", "title", "status", "actor", "target", "inferred", "place_name", "relation", "date_start", "date_end", "date_precision", "fatalities", "lat", "lon", "confidence", "article",
    "published", "quote", "url", "dataset", "row",
  ];

  function csv() {
    const lines = [COLUMNS.join(",")];
    for (const fact of shownFacts()) {
      const values = properties(fact);
      const row = {
        ...values, title: Sitmap.factTitle(fact), actor: fact.actor, target: fact.target, place_name: fact.placeName, relation: fact.relation, lat: fact.lat, lon: fact.lon,
        dataset: fact.dataset.includes(" ") ? "articles" : fact.dataset, // of a sentence; rows of data tell their own
        date_start: values.date_start ?? values.valid_from, date_end: values.date_end ?? values.valid_to,
      };
      for (const source of values.sources.length ? values.sources : [{}]) lines.push(COLUMNS.map((name) => cell(name in source ? source[name] : row[name])).join(","));
    }
    return `\ufeff${lines.join("\r\n")}\r\n`;
  }

  const FORMATS = { geojson: ["application/geo+json", geojson], csv: ["text/csv", csv] };

  Sitmap.download = (format) => {
    const [type, make] = FORMATS[format];
    const address = URL.createObjectURL(new Blob([make()], { type }));
    const name = Sitmap.data.meta.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "map";
    const link = Sitmap.h("a", { href: address, download: `${name}.${format}`, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };
}
