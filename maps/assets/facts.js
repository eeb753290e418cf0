"use strict";

// Every fact of every layer as one kind of object, with what filters and drawings ask of it.
//
// layer, row, id; actor, target; status; level (step of the strictness switch); kind and glyph; from, to (days, null =
// unknown or open); reported (first day of report); undated; `days` of its reports; `dataset`: who tells it; `index` in its layer; place (row or -1); lat, lon.
{
  const first = (days) => days.reduce((best, day) => (day !== null && (best === null || day < best) ? day : best), null);

  function common(layer, table, row) {
    const { sources, placeRow, tables } = Sitmap.data;
    const days = table.sources[row].map((source) => Sitmap.day(sources.published[source]));
    const placeId = table.place_id ? table.place_id[row] : table.objective_place_id[row];
    const place = placeRow.has(placeId) ? placeRow.get(placeId) : -1;
    const placeName = table.place_name ? table.place_name[row] : table.objective_name[row];
    return {
      layer,
      row,
      id: table.id[row],
      dataset: table.dataset[row],
      status: table.status[row],
      sources: table.sources[row],
      told: Math.max(1, table.sources[row].filter((source) => !sources.copy_of[source]).length), // copies tell nothing new
      confidence: table.confidence[row],
      reported: first(days),
      days,
      placeId,
      place,
      placeName: (place >= 0 && tables.places.label[place]) || placeName, // in the interface's language where it differs
      relation: (table.relation ? table.relation[row] : table.objective_relation[row]) || "",
    };
  }

  function events(data) {
    const { events: table } = data.tables;
    const { status, symbols } = { status: data.style.status, symbols: data.symbols };
    return table.id.map((_, row) => {
      const fact = common("events", table, row);
      const start = Sitmap.day(table.date_start[row]);
      const end = Sitmap.day(table.date_end[row]);
      return Object.assign(fact, {
        actor: table.actor[row],
        target: table.target[row],
        inferred: table.inferred[row].split(" "), // parties that no sentence tells
        level: (status[fact.status] || status.occurred).level,
        kind: table.subtype[row] || table.type[row],
        type: table.type[row],
        glyph: symbols.events[table.subtype[row]] || symbols.events[table.type[row]] || "other",
        from: start === null ? end : start,
        to: end === null ? start : end,
        undated: start === null && end === null,
        lat: table.lat[row],
        lon: table.lon[row],
        background: table.background[row],
        area: table.area[row],
        title: table.headline[row],
      });
    });
  }

  function control(data) {
    const { control: table, places } = data.tables;
    return table.id.map((_, row) => {
      const fact = common("control", table, row);
      const contested = fact.status === "contested" || table.holder[row] === "contested";
      const look = contested ? "contested" : fact.status !== "held" ? fact.status : table.basis[row] === "inferred" ? "inferred" : "held";
      const atPlace = fact.place >= 0 && !fact.relation;
      const end = Sitmap.day(table.valid_to[row]);
      const start = Sitmap.day(table.valid_from[row]);
      return Object.assign(fact, {
        actor: table.holder[row],
        claimant: table.claimant[row],
        basis: table.basis[row],
        look,
        kind: look,
        level: (data.style.control[look] || data.style.control.held).level,
        // Nothing is drawn before somebody said so, unless all that is known is when it ended.
        from: start !== null ? start : end !== null ? -Infinity : fact.reported,
        to: end === null ? Infinity : end,
        cell: table.cell[row],
        lat: atPlace ? places.lat[fact.place] : table.lat[row],
        lon: atPlace ? places.lon[fact.place] : table.lon[row],
      });
    });
  }

  function axes(data) {
    const { axes: table } = data.tables;
    return table.id.map((_, row) => {
      const fact = common("axes", table, row);
      const start = Sitmap.day(table.date_start[row]);
      const end = Sitmap.day(table.date_end[row]);
      const line = table.line[row];
      const unit = 10 ** -data.meta.decimals.line;
      const middle = 2 * Math.floor(line.length / 4);
      return Object.assign(fact, {
        actor: table.actor[row],
        target: "",
        kind: "axis",
        level: (data.style.status[fact.status] || data.style.status.occurred).level,
        from: start === null ? end : start,
        to: end === null ? start : end,
        undated: start === null && end === null,
        line,
        lat: line.length ? line[middle + 1] * unit : 0,
        lon: line.length ? line[middle] * unit : 0,
        origin: table.origin_place_id[row],
        originWords: [table.origin_relation[row] && Sitmap.word("relation", table.origin_relation[row]), table.origin_name[row]].filter(Boolean).join(" "),
        via: table.via[row],
        main: Boolean(table.main[row]),
      });
    });
  }

  function bases(data) {
    const { bases: table } = data.tables;
    return table.id.map((_, row) => {
      const fact = common("bases", table, row);
      const like = (data.style.base[fact.status] || data.style.base.active).like;
      const start = Sitmap.day(table.valid_from[row]);
      const end = Sitmap.day(table.valid_to[row]);
      return Object.assign(fact, {
        actor: table.actor[row],
        target: "",
        like,
        level: data.style.status[like].level,
        kind: table.kind[row],
        glyph: data.symbols.bases[table.kind[row]] || "base",
        from: start !== null ? start : end !== null ? -Infinity : fact.reported,
        to: end === null ? Infinity : end,
        lat: table.lat[row],
        lon: table.lon[row],
        area: table.area[row],
        title: table.name[row],
      });
    });
  }

  Sitmap.makeFacts = () => {
    const data = Sitmap.data;
    const facts = { control: control(data), axes: axes(data), bases: bases(data), events: events(data) };
    const all = [...facts.control, ...facts.axes, ...facts.bases, ...facts.events];
    Sitmap.facts = { ...facts, all, byId: new Map(all.map((fact) => [`${fact.layer}/${fact.id}`, fact])) };
  };

  // The day a fact is put at in lists: its own, else that of its first report.
  Sitmap.orderDay = (fact) => {
    if (fact.layer !== "control" && fact.layer !== "bases") return fact.undated ? fact.reported : fact.from;
    return Number.isFinite(fact.from) && fact.from !== null ? fact.from : fact.reported;
  };
}
