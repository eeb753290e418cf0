"use strict";

// The quiet ground: land, other countries, coast and one mesh of borders. The sea is the map's own background.
{
  const FADE = 90; // pixels

  // A line of closed or open paths, as Leaflet draws it.
  function mesh(map, paths, decimals, className, renderer) {
    const lines = paths.map(({ path, closed }) => Sitmap.degrees(closed ? [...path, path[0], path[1]] : path, decimals));
    L.polyline(lines, { renderer, pane: "ground", interactive: false, className, smoothFactor: 1 }).addTo(map);
  }

  // Where the ground of this map ends it fades into the sea's colour: a straight cut would look like a coast.
  function fade(map, [west, south, east, north]) {
    Sitmap.overlay(map, "edges", [], (group, _, bounds) => {
      const view = map.getBounds();
      const a = Sitmap.point(map, north, west);
      const b = Sitmap.point(map, south, east);
      const c = Sitmap.point(map, bounds.getNorth(), bounds.getWest());
      const d = Sitmap.point(map, bounds.getSouth(), bounds.getEast());
      const sides = [
        [view.getWest() < west, "x", a.x, 1, [c.x, c.y, a.x + FADE, d.y]], [view.getEast() > east, "x", b.x, -1, [b.x - FADE, c.y, d.x, d.y]],
        [view.getNorth() > north, "y", a.y, 1, [c.x, c.y, d.x, a.y + FADE]], [view.getSouth() < south, "y", b.y, -1, [c.x, b.y - FADE, d.x, d.y]],
      ];
      sides.forEach(([seen, axis, at, way, [x0, y0, x1, y1]], index) => {
        if (!seen || x1 <= x0 || y1 <= y0) return;
        const id = `edge-${index}`;
        const ends = axis === "x" ? { x1: at, x2: at + way * FADE, y1: 0, y2: 0 } : { x1: 0, x2: 0, y1: at, y2: at + way * FADE };
        group.append(
          Sitmap.s("linearGradient", { id, gradientUnits: "userSpaceOnUse", ...ends }, Sitmap.s("stop", { class: "edge", offset: 0 }), Sitmap.s("stop", { class: "edge clear", offset: 1 })),
          Sitmap.s("rect", { x: x0, y: y0, width: x1 - x0, height: y1 - y0, fill: `url(#${id})` }),
        );
      });
    });
  }

  Sitmap.parts.ground = (map) => {
    const { countries, bbox, decimals } = Sitmap.data.basemap;
    if (!countries.length) {
      map.getContainer().classList.add("plain-ground");
      return;
    }
    const renderer = L.svg({ pane: "ground", padding: 0.6 });
    for (const own of [false, true]) {
      const shapes = countries.filter((country) => country.own === own).flatMap((country) => country.shape);
      const rings = shapes.map((polygon) => polygon.map((ring) => Sitmap.degrees(ring, decimals)));
      const options = { renderer, pane: "ground", interactive: false, stroke: false, fillOpacity: 1, smoothFactor: 0.6 };
      L.polygon(rings, { ...options, className: own ? "land" : "land other" }).addTo(map);
    }
    const shapes = countries.map((country) => country.shape);
    const box = bbox.map((value) => Math.round(value * 10 ** decimals));
    mesh(map, Sitmap.coast(shapes, box), decimals, "coast", renderer);
    mesh(map, Sitmap.meetings(shapes, () => true), decimals, "border", renderer);
    fade(map, bbox);
  };
}
