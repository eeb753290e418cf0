"use strict";

// The page's data: read once, packed columns unfolded, whole-number geometry brought back to degrees.
{
  function column(packed) {
    if (Array.isArray(packed)) return packed;
    if ("is" in packed) return new Array(packed.n).fill(packed.is);
    return packed.at.map((index) => packed.of[index]);
  }

  function table(packed) {
    const columns = {};
    for (const [name, values] of Object.entries(packed)) columns[name] = name === "cells" ? values : column(values);
    const rows = columns[Object.keys(columns)[0]].length;
    return { ...columns, rows };
  }

  // Whole numbers [x, y, x, y, ...] from steps.
  function unfold(steps) {
    const path = new Array(steps.length);
    let x = 0;
    let y = 0;
    for (let i = 0; i < steps.length; i += 2) {
      path[i] = x += steps[i];
      path[i + 1] = y += steps[i + 1];
    }
    return path;
  }

  // Leaflet's [lat, lon] pairs from whole numbers.
  Sitmap.degrees = (path, decimals) => {
    const unit = 10 ** -decimals;
    const points = new Array(path.length / 2);
    for (let i = 0; i < points.length; i += 1) points[i] = [path[2 * i + 1] * unit, path[2 * i] * unit];
    return points;
  };

  const shapes = (polygons) => polygons && polygons.map((rings) => rings.map(unfold));

  Sitmap.load = () => {
    const raw = JSON.parse(document.getElementById("sitmap-data").textContent);
    const tables = {};
    for (const [name, packed] of Object.entries(raw.tables)) tables[name] = table(packed);
    tables.control.cells = raw.tables.control.cells.map(shapes);
    tables.axes.line = tables.axes.line.map(unfold);
    tables.events.area = tables.events.area.map(shapes);
    tables.bases.area = tables.bases.area.map(shapes);
    const countries = raw.basemap.countries.map((country) => ({ ...country, shape: shapes(country.shape) }));
    const actors = new Map(raw.actors.map((actor) => [actor.id, actor]));
    Sitmap.data = {
      ...raw,
      tables,
      actors,
      sources: table(raw.sources),
      basemap: { ...raw.basemap, countries, towns: table(raw.basemap.towns) },
      placeRow: new Map(tables.places.id.map((id, row) => [id, row])),
    };
  };
}
