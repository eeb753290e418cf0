"use strict";

// Vague places: the hatched sector of "south of Misrata", the outline of a region. A very wide one shows only when open.
{
  const MOST = 0.42; // of the window's shorter side
  const FULL = 95; // pixels across up to which a sector is drawn in full

  function draw(map, group, fact) {
    const { area: decimals } = Sitmap.data.meta.decimals;
    const unit = 10 ** -decimals;
    const outer = fact.area.flat()[0];
    const box = L.latLngBounds([]);
    for (let i = 0; i < outer.length; i += 2) box.extend([outer[i + 1] * unit, outer[i] * unit]);
    const a = map.latLngToLayerPoint(box.getNorthWest());
    const b = map.latLngToLayerPoint(box.getSouthEast());
    const size = map.getSize();
    const open = Sitmap.state.open === `${fact.layer}/${fact.id}`;
    const wide = Math.max(Math.abs(b.x - a.x), Math.abs(b.y - a.y)) > MOST * Math.min(size.x, size.y);
    if (wide && !open) return;
    // The wider, the fainter: what lies anywhere in a region must not outshout what lies at a place.
    const faint = Math.max(0.28, Math.min(1, FULL / Math.max(Math.abs(b.x - a.x), Math.abs(b.y - a.y))));
    const look = Sitmap.data.style.status[fact.layer === "bases" ? fact.like : fact.status];
    const colour = look.grey || Sitmap.colour(fact.actor);
    const d = Sitmap.pathOf(map, fact.area.flat(), decimals);
    const dash = look.dash.length ? look.dash : [1, 1.8];
    group.append(
      Sitmap.s("path", {
        class: "sector", d, fill: wide ? "none" : Sitmap.hatch(colour, 7, 0.8), stroke: colour, "fill-rule": "evenodd",
        "stroke-dasharray": dash.map((part) => part * 2).join(" "), "fill-opacity": open ? 0.5 : 0.5 * faint, "stroke-opacity": open ? 0.85 : 0.25 + 0.6 * faint,
      }),
    );
  }

  Sitmap.parts.sectors = (map) => {
    Sitmap.overlay(map, "sectors", ["filter", "open"], (group) => {
      const { events, bases } = Sitmap.shown();
      const drawn = new Set();
      for (const fact of [...bases, ...events]) {
        if (!fact.area || (fact.background && Sitmap.state.open !== `${fact.layer}/${fact.id}`)) continue;
        const key = `${fact.lat},${fact.lon},${fact.actor}`; // several events of one party in one sector: one hatch
        if (drawn.has(key)) continue;
        drawn.add(key);
        draw(map, group, fact);
      }
    });
  };
}
