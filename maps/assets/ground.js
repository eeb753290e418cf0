"use strict";

// The quiet ground: land, other countries, coast and one mesh of borders. The sea is the map's own background.
{
  // A line of closed or open paths, as Leaflet draws it.
  function mesh(map, paths, decimals, className, renderer) {
    const lines = paths.map(({ path, closed }) => Sitmap.degrees(closed ? [...path, path[0], path[1]] : path, decimals));
    L.polyline(lines, { renderer, pane: "ground", interactive: false, className, smoothFactor: 1 }).addTo(map);
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
  };
}
