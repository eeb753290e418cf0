"use strict";

// The cells of control as one coverage: who lies beside whom is found once, and asked on every step of the slider.
{
  let edgesOf = null;

  // For each cell its edges [a, b, cell beyond or -1], the cell on the left.
  function coverage() {
    if (edgesOf) return edgesOf;
    const { cells } = Sitmap.data.tables.control;
    const owner = new Map();
    edgesOf = cells.map((shape, cell) => {
      const edges = [];
      Sitmap.walkEdges(shape, (a, b) => {
        edges.push([a, b, -1]);
        owner.set(`${a},${b}`, cell);
      });
      return edges;
    });
    for (const edges of edgesOf) for (const edge of edges) edge[2] = owner.get(`${edge[1]},${edge[0]}`) ?? -1;
    return edgesOf;
  }

  function gather(cells, wanted) {
    const all = coverage();
    const edges = new Map();
    for (const cell of cells) {
      for (const [a, b, beyond] of all[cell]) {
        if (!wanted(cell, beyond)) continue;
        if (edges.has(a)) edges.get(a).push(b);
        else edges.set(a, [b]);
      }
    }
    return Sitmap.chainEdges(edges);
  }

  // The outline of some cells taken together: closed paths.
  Sitmap.outlineOf = (cells) => {
    const inside = new Set(cells);
    return gather(inside, (_, beyond) => !inside.has(beyond)).map(({ path }) => path);
  };

  // Where cells of different sides meet: paths, `closed` where they end at their start. `sides` is a Map of cell to side.
  Sitmap.frontOf = (sides) => gather(sides.keys(), (cell, beyond) => cell < beyond && sides.has(beyond) && sides.get(beyond) !== sides.get(cell));
}
