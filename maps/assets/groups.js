"use strict";

// Facts at one spot as one symbol: events together, bases together, near ones merged while the map is small.
{
  const NEAR = 25; // pixels: symbols nearer than this become one
  const MOST = 70; // more symbols than this in a window are merged further
  const FARTHEST = 72;
  const SIDE = 12; // how far a base and events at one place stand apart from their middle

  const weight = (facts) => facts.reduce((sum, fact) => sum + (fact.background ? 0.1 : 1) + (3 - fact.level) * 0.01, 0);

  function spots(facts, kind) {
    const found = new Map();
    for (const fact of facts) {
      const key = `${kind}:${fact.lat.toFixed(3)},${fact.lon.toFixed(3)}`;
      if (!found.has(key)) found.set(key, { key, kind, lat: fact.lat, lon: fact.lon, facts: [] });
      found.get(key).facts.push(fact);
    }
    return [...found.values()];
  }

  // Merges each spot into a heavier one near it; a grid of cells keeps this linear.
  function merged(spotsHere, near) {
    const grid = new Map();
    const kept = [];
    const list = spotsHere.map((spot) => ({ ...spot, facts: [...spot.facts] }));
    for (const spot of list.sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1))) {
      const [column, row] = [Math.floor(spot.x / near), Math.floor(spot.y / near)];
      let host = null;
      for (let dx = -1; dx <= 1 && !host; dx += 1) {
        for (let dy = -1; dy <= 1 && !host; dy += 1) {
          const others = grid.get(`${column + dx},${row + dy}`) || [];
          host = others.find((other) => Math.hypot(other.x - spot.x, other.y - spot.y) < (other.vague === spot.vague ? near : near * 0.8));
        }
      }
      if (host) {
        host.facts.push(...spot.facts);
        host.weight += spot.weight;
        host.merged = true;
        continue;
      }
      kept.push(spot);
      const key = `${column},${row}`;
      if (grid.has(key)) grid.get(key).push(spot);
      else grid.set(key, [spot]);
    }
    return kept;
  }

  // Merges only as far as the window needs to stay readable.
  function readable(spotsHere, inWindow) {
    let near = NEAR;
    let found = merged(spotsHere, near);
    while (near < FARTHEST && found.filter(inWindow).length > MOST) {
      near *= 1.45;
      found = merged(spotsHere, near);
    }
    return found;
  }

  function apart(bases, events) {
    for (const base of bases) {
      const rival = events.find((spot) => Math.hypot(spot.x - base.x, spot.y - base.y) < NEAR - 3);
      if (!rival || rival.shifted) continue;
      if (base.vague !== rival.vague) {
        // The one that is only roughly there gives way.
        const [loose, firm] = base.vague ? [base, rival] : [rival, base];
        loose.x = firm.x + (loose.x < firm.x ? -1 : 1) * (2 * SIDE + 2);
        continue;
      }
      rival.shifted = true;
      const side = base.facts.length > 1 ? SIDE + 4 : SIDE; // room for its badge
      rival.x = base.x + side;
      rival.y = base.y;
      base.x -= side;
    }
  }

  // Gives the symbols to draw inside the bounds, heaviest last; x and y are layer points, `scale` smaller in a crowd.
  Sitmap.groupsOf = (map, bounds) => {
    const { events, bases } = Sitmap.shown();
    const view = map.getBounds();
    const inWindow = (spot) => view.contains([spot.lat, spot.lon]);
    const [baseSpots, eventSpots] = [spots(bases, "bases"), spots(events, "events")].map((list) => {
      const inside = list.filter((spot) => bounds.contains([spot.lat, spot.lon]));
      for (const spot of inside) {
        const { x, y } = Sitmap.point(map, spot.lat, spot.lon);
        Object.assign(spot, { x, y, weight: weight(spot.facts), vague: spot.facts.every((fact) => fact.area) });
      }
      return readable(inside, inWindow);
    });
    apart(baseSpots, eventSpots);
    const found = [...eventSpots, ...baseSpots].sort((a, b) => a.weight - b.weight);
    const crowd = found.filter(inWindow).length;
    const scale = crowd > 32 ? 0.82 : crowd > 20 ? 0.9 : 1;
    found.forEach((spot) => { spot.scale = scale; });
    return found;
  };
}
