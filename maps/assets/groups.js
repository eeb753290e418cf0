"use strict";

// Facts at one spot as one symbol: events together, bases together, near ones merged while the map is small.
{
  const NEAR = 25; // pixels: symbols nearer than this become one
  const MOST = 44; // more symbols than this in a window of a laptop are merged further
  const FARTHEST = 90;
  const WIDEST = 40; // two of the largest symbols beside each other
  const MANY = 700; // spots; above, they are gathered by squares before they are compared
  const SHIFT = 9; // pixels a symbol may leave its spot to be seen whole
  const ROUNDS = 6;
  const SIDE = 12; // how far a base and events at one place stand apart from their middle

  const radius = (spot) => 9.5 + Math.log2(Math.max(1, spot.weight)) * 0.7; // about what its symbol will have

  function join(host, spot) {
    if (!host.parts) host.parts = [{ ...host }]; // itself, as it was
    if (spot.parts) for (const part of spot.parts) host.parts.push(part);
    else host.parts.push(spot);
    host.weight += spot.weight;
  }

  const heaviestFirst = (a, b) => b.weight - a.weight || a.number - b.number;

  // One spot a square, the heaviest: what makes 100,000 events as quick as 1,000.
  function squared(list, near) {
    const squares = new Map();
    for (const spot of list) {
      const key = Math.floor(spot.x / near) * 1e5 + Math.floor(spot.y / near);
      const best = squares.get(key);
      if (!best) squares.set(key, [spot]);
      else best.push(spot);
    }
    return [...squares.values()].map((spots) => {
      let host = spots[0];
      for (const spot of spots) if (heaviestFirst(spot, host) < 0) host = spot;
      for (const spot of spots) if (spot !== host) join(host, spot);
      return host;
    });
  }

  // Merges each spot into a heavier one near it; a grid of squares keeps this linear.
  function merged(list, near) {
    const grid = new Map();
    const side = Math.max(near, WIDEST);
    const kept = [];
    const reach = (a, b) => (a.vague === b.vague ? Math.max(near, 3 + radius(a) + radius(b)) : near * 0.8);
    for (const spot of [...list].sort(heaviestFirst)) {
      const [column, row] = [Math.floor(spot.x / side), Math.floor(spot.y / side)];
      let host = null;
      for (let dx = -1; dx <= 1 && !host; dx += 1) {
        for (let dy = -1; dy <= 1 && !host; dy += 1) {
          const others = grid.get((column + dx) * 1e5 + row + dy);
          host = others && others.find((other) => Math.hypot(other.x - spot.x, other.y - spot.y) < reach(other, spot));
        }
      }
      if (host) {
        join(host, spot);
        continue;
      }
      kept.push(spot);
      const key = column * 1e5 + row;
      if (grid.has(key)) grid.get(key).push(spot);
      else grid.set(key, [spot]);
    }
    return kept;
  }

  // Merges only as far as the window needs to stay readable.
  function readable(spots, inWindow, most) {
    let near = NEAR;
    let found = merged(spots.length > MANY ? squared(spots, near) : spots, near);
    while (near < FARTHEST && found.filter(inWindow).length > most) {
      near *= 1.35;
      found = merged(found, near);
    }
    for (const spot of found) {
      if (spot.parts) spot.facts = [].concat(...spot.parts.map((part) => part.facts));
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

  // Symbols that still overlap give way to each other a little.
  function loosened(groups) {
    const size = (group) => (group.kind === "bases" ? 12.5 : group.facts.every((fact) => fact.background) ? 7 : radius(group) + 1.5) * group.scale;
    const bodies = groups.map((group) => ({ group, r: size(group), x: group.x, y: group.y }));
    for (let round = 0; round < ROUNDS; round += 1) {
      let moved = false;
      for (let i = 0; i < bodies.length; i += 1) {
        for (let j = i + 1; j < bodies.length; j += 1) {
          const [a, b] = [bodies[i], bodies[j]];
          const [dx, dy] = [b.group.x - a.group.x, b.group.y - a.group.y];
          const overlap = a.r + b.r - Math.hypot(dx, dy);
          if (overlap <= 0.5) continue;
          const length = Math.hypot(dx, dy) || 1;
          const [ux, uy] = dx || dy ? [dx / length, dy / length] : [1, 0];
          for (const [body, way] of [[a, -1], [b, 1]]) {
            const x = body.group.x + (way * ux * overlap) / 2 - body.x;
            const y = body.group.y + (way * uy * overlap) / 2 - body.y;
            const far = Math.max(1, Math.hypot(x, y) / SHIFT);
            body.group.x = body.x + x / far;
            body.group.y = body.y + y / far;
          }
          moved = true;
        }
      }
      if (!moved) break;
    }
  }

  // Gives the symbols to draw inside the bounds, heaviest last; x and y are layer points, `scale` smaller in a crowd.
  Sitmap.groupsOf = (map, bounds) => {
    const { events, bases } = Sitmap.shown();
    const corner = map.containerPointToLayerPoint([0, 0]);
    const size = map.getSize();
    const inWindow = ({ x, y }) => x >= corner.x && y >= corner.y && x <= corner.x + size.x && y <= corner.y + size.y;
    const most = MOST * Math.max(0.4, Math.min(1, (size.x * size.y) / 8e5));
    const baseSpots = readable(Sitmap.spotsHere(map, "bases", bases, bounds), inWindow, most / 2);
    const eventSpots = readable(Sitmap.spotsHere(map, "events", events, bounds), inWindow, most);
    apart(baseSpots, eventSpots);
    const found = [...eventSpots, ...baseSpots].sort((a, b) => a.weight - b.weight || a.number - b.number);
    const crowd = found.filter(inWindow).length;
    const scale = crowd > 40 ? 0.86 : crowd > 24 ? 0.93 : 1;
    found.forEach((spot) => { spot.scale = scale; });
    loosened(found);
    return found;
  };
}
