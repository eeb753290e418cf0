"use strict";

// The distinct points at which facts stand. Each fact knows the number of its spot; a zoom only scales their positions.
{
  const found = {};

  // Spots of a layer: `of` gives the spot of each fact; x and y are Mercator's, 0 to 1.
  function spotsOf(layer) {
    if (found[layer]) return found[layer];
    const facts = Sitmap.facts[layer];
    const numbers = new Map();
    const spots = { of: new Int32Array(facts.length), lat: [], lon: [], x: [], y: [] };
    facts.forEach((fact, index) => {
      const key = Math.round(fact.lat * 1000) * 1e6 + Math.round(fact.lon * 1000); // within a hundred metres: one spot
      let number = numbers.get(key);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(key, number);
        const [x, y] = Sitmap.mercator(fact.lat, fact.lon);
        spots.lat.push(fact.lat);
        spots.lon.push(fact.lon);
        spots.x.push(x);
        spots.y.push(y);
      }
      spots.of[index] = number;
    });
    found[layer] = spots;
    return spots;
  }

  const weight = (fact) => (fact.background ? 0.1 : 1) + (3 - fact.level) * 0.01;

  // Shown facts gathered by spot, of those in the bounds: layer points x, y; `vague` where all are only roughly there.
  Sitmap.spotsHere = (map, layer, facts, bounds) => {
    const spots = spotsOf(layer);
    const scale = 256 * 2 ** map.getZoom();
    const origin = map.getPixelOrigin();
    const [west, north] = Sitmap.mercator(bounds.getNorth(), bounds.getWest());
    const [east, south] = Sitmap.mercator(bounds.getSouth(), bounds.getEast());
    const slot = new Int32Array(spots.x.length);
    const list = [];
    for (const fact of facts) {
      const number = spots.of[fact.index];
      if (slot[number] === 0) {
        const [x, y] = [spots.x[number], spots.y[number]];
        if (x < west || x > east || y < north || y > south) {
          slot[number] = -1;
          continue;
        }
        list.push({
          number, kind: layer, lat: spots.lat[number], lon: spots.lon[number], x: x * scale - origin.x, y: y * scale - origin.y, facts: [], weight: 0, vague: true, parts: null,
        });
        slot[number] = list.length;
      }
      if (slot[number] < 0) continue;
      const spot = list[slot[number] - 1];
      spot.facts.push(fact);
      spot.weight += weight(fact);
      spot.vague = spot.vague && Boolean(fact.area);
    }
    return list;
  };
}
