"use strict";

// Shapes that share their vertices: their common outline, and the edges where two of them meet.
//
// A shape is a list of polygons, a polygon a list of rings, a ring whole numbers [x, y, x, y, ...]. Neighbours share
// vertices exactly, so an edge that stands twice, in both directions, lies between two shapes.
{
  const SPAN = 8000000; // above any whole-number coordinate's range
  const vertex = (x, y) => (x + SPAN / 2) * SPAN + (y + SPAN / 2);
  const place = (id) => [Math.floor(id / SPAN) - SPAN / 2, (id % SPAN) - SPAN / 2];

  function signedArea(ring) {
    let sum = 0;
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) sum += ring[j] * ring[i + 1] - ring[i] * ring[j + 1];
    return sum;
  }

  // Calls `each(a, b)` for every edge, the shape always on its left.
  function walk(shape, each) {
    for (const rings of shape) {
      rings.forEach((ring, index) => {
        const forward = signedArea(ring) > 0 === (index === 0);
        const count = ring.length / 2;
        for (let i = 0; i < count; i += 1) {
          const j = (i + 1) % count;
          const a = vertex(ring[2 * i], ring[2 * i + 1]);
          const b = vertex(ring[2 * j], ring[2 * j + 1]);
          if (forward) each(a, b);
          else each(b, a);
        }
      });
    }
  }

  // Joins directed edges (Map of start to ends) into paths; closed ones first where they can be.
  function chain(edges) {
    const into = new Map();
    for (const ends of edges.values()) for (const end of ends) into.set(end, (into.get(end) || 0) + 1);
    const starts = [...edges.keys()];
    const open = starts.filter((start) => edges.get(start).length > (into.get(start) || 0));
    const paths = [];
    for (const start of [...open, ...starts]) {
      while (edges.get(start).length) {
        const path = [...place(start)];
        let at = start;
        while (edges.has(at) && edges.get(at).length) {
          at = edges.get(at).pop();
          if (at === start) break;
          path.push(...place(at));
        }
        paths.push({ path, closed: at === start });
      }
    }
    return paths;
  }

  Object.assign(Sitmap, { walkEdges: walk, chainEdges: chain });

  const add = (edges, a, b) => (edges.has(a) ? edges.get(a).push(b) : edges.set(a, [b]));

  // The outline of shapes taken together: closed paths.
  Sitmap.outline = (shapes) => {
    const edges = new Map();
    for (const shape of shapes) {
      walk(shape, (a, b) => {
        const back = edges.get(b);
        const at = back ? back.indexOf(a) : -1;
        if (at >= 0) back.splice(at, 1);
        else add(edges, a, b);
      });
    }
    return chain(edges).map(({ path }) => path);
  };

  // The lines where two shapes meet: `meets(i, j)` chooses the pairs. Paths, `closed` where they end at their start.
  Sitmap.meetings = (shapes, meets) => {
    const owner = new Map();
    shapes.forEach((shape, index) => walk(shape, (a, b) => owner.set(`${a},${b}`, index)));
    const edges = new Map();
    for (const [key, index] of owner) {
      const [a, b] = key.split(",");
      const other = owner.get(`${b},${a}`);
      if (other !== undefined && index < other && meets(index, other)) add(edges, Number(a), Number(b));
    }
    return chain(edges);
  };

  // The edges that stand once and are not on the box's edge: a coast.
  Sitmap.coast = (shapes, box) => {
    const edges = new Map();
    const onBox = (x, y, u, v) => (x === u && (x === box[0] || x === box[2])) || (y === v && (y === box[1] || y === box[3]));
    const paths = [];
    for (const path of Sitmap.outline(shapes)) {
      edges.clear();
      for (let i = 0; i < path.length; i += 2) {
        const j = (i + 2) % path.length;
        if (!onBox(path[i], path[i + 1], path[j], path[j + 1])) add(edges, vertex(path[i], path[i + 1]), vertex(path[j], path[j + 1]));
      }
      paths.push(...chain(edges));
    }
    return paths;
  };
}
