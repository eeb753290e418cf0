"use strict";

// Who holds what at the chosen day: one area per party and look, full near its places and pale at its edge.
{
  // Spans to areas: each cell once, grouped by party, look and age.
  function areas(control) {
    const found = new Map();
    for (const fact of control) {
      const stale = Sitmap.isStale(fact);
      const party = fact.look === "contested" ? "contested" : fact.actor;
      const key = `${party}|${fact.look}|${stale}`;
      if (!found.has(key)) found.set(key, { party, look: fact.look, stale, cells: new Map() });
      const cells = found.get(key).cells;
      if (!cells.has(fact.cell)) cells.set(fact.cell, []);
      cells.get(fact.cell).push(fact);
    }
    return [...found.values()];
  }

  // How far a cell reaches from its place, in pixels.
  function reach(map, shape, middle) {
    const unit = 10 ** -Sitmap.data.meta.decimals.zone;
    let far = 0;
    for (const [outer] of shape) {
      for (let i = 0; i < outer.length; i += 2) far = Math.max(far, middle.distanceTo(Sitmap.point(map, outer[i + 1] * unit, outer[i] * unit)));
    }
    return far;
  }

  function gradient(id, colour, core) {
    const stop = (offset, share) => Sitmap.s("stop", { offset, "stop-color": colour, "stop-opacity": core * share });
    return Sitmap.s("radialGradient", { id }, stop(0, 1), stop(0.35, 0.92), stop(0.7, 0.42), stop(1, 0));
  }

  function drawArea(map, group, area, index) {
    const { cells } = Sitmap.data.tables.control;
    const { zone } = Sitmap.data.meta.decimals;
    const style = Sitmap.data.style.control[area.look] || Sitmap.data.style.control.held;
    const colour = Sitmap.colour(area.party);
    const rings = Sitmap.outlineOf([...area.cells.keys()]);
    const d = Sitmap.pathOf(map, rings, zone);
    const opacity = area.stale ? Sitmap.data.style.age.opacity : 1;
    const g = Sitmap.s("g", { class: `zone zone-${area.look}`, opacity });
    const clip = `zone-clip-${index}`;
    const tone = `zone-tone-${index}`;
    g.append(
      Sitmap.s("defs", {}, Sitmap.s("clipPath", { id: clip }, Sitmap.s("path", { d, "clip-rule": "evenodd" })), gradient(tone, colour, style.core)),
      Sitmap.s("path", { d, fill: colour, "fill-opacity": style.edge, "fill-rule": "evenodd" }),
    );
    const tones = Sitmap.s("g", { "clip-path": `url(#${clip})` });
    for (const [cell, facts] of area.cells) {
      const middle = Sitmap.point(map, facts[0].lat, facts[0].lon);
      tones.append(Sitmap.s("circle", { cx: middle.x, cy: middle.y, r: reach(map, cells[cell], middle), fill: `url(#${tone})` }));
    }
    g.append(tones);
    if (style.hatch) g.append(Sitmap.s("path", { d, fill: Sitmap.hatch(colour, 9, 0.6), "fill-opacity": 0.5, "fill-rule": "evenodd" }));
    const dash = style.dash ? style.dash.map((length) => length * 2).join(" ") : null;
    g.append(Sitmap.s("path", { class: "zone-edge", d, stroke: colour, fill: "none", "stroke-dasharray": dash, "stroke-opacity": style.dash ? 0.9 : 0.38 }));
    group.append(g);
    for (const [cell, facts] of area.cells) group.append(target(map, cells[cell], facts));
  }

  // An unseen area per place that takes the reader's click.
  function target(map, shape, facts) {
    const path = Sitmap.s("path", { class: "zone-target", d: Sitmap.pathOf(map, shape.flat(), Sitmap.data.meta.decimals.zone) });
    path.append(Sitmap.s("title", {}, `${Sitmap.whereWords(facts[0])}: ${Sitmap.controlWords(facts)}`));
    path.addEventListener("click", (event) => {
      L.DomEvent.stop(event);
      Sitmap.openFacts(facts, map.mouseEventToLatLng(event));
    });
    return path;
  }

  Sitmap.controlWords = (facts) =>
    facts.map((fact) => `${Sitmap.actorName(fact.actor)} (${Sitmap.t(`control_${fact.look}`)})`).join("; ");

  // A ring of teeth around a place that is besieged.
  function ring(map, group, fact) {
    const { x, y } = Sitmap.point(map, fact.lat, fact.lon);
    group.append(
      Sitmap.s("circle", { class: "siege-halo", cx: x, cy: y, r: 18 }),
      Sitmap.s("circle", { class: "siege", cx: x, cy: y, r: 18 }),
      Sitmap.s("circle", { class: "siege-teeth", cx: x, cy: y, r: 15.6 }),
    );
  }

  // What would be drawn, as text: a day on which nothing changes draws nothing anew.
  const signature = () =>
    [...Sitmap.shown().control.map((fact) => `${fact.index}${Sitmap.isStale(fact) ? "s" : ""}`), ...Sitmap.changedCells(), ...["contact", "changed", "earlier"].map((name) => Sitmap.isOff(`layer:${name}`)), Sitmap.isOff("layer:earlier") ? "" : Sitmap.changeDays()].join();

  Sitmap.parts.zones = (map) => {
    Sitmap.overlay(
      map, "zones", ["filter"],
      (group) => {
        const { control } = Sitmap.shown();
        const order = ["inferred", "held", "besieged", "contested", "claimed"];
        areas(control)
          .sort((a, b) => order.indexOf(a.look) - order.indexOf(b.look))
          .forEach((area, index) => drawArea(map, group, area, index));
        Sitmap.drawContact(map, group, control);
        control.filter((fact) => Sitmap.data.style.control[fact.look].ring).forEach((fact) => ring(map, group, fact));
      },
      { signature },
    );
  };
}
