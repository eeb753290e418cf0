"use strict";

// Where a symbol stands for many places, a small dot for each of them: on one canvas, for there may be thousands.
{
  const canvas = Sitmap.h("canvas", { class: "dots", "aria-hidden": "true" });
  const RADIUS = 2;
  const MARGIN = 0.2; // of the window, beyond its edges

  Sitmap.drawDots = (map) => {
    const size = map.getSize();
    const edge = L.point(Math.round(size.x * MARGIN), Math.round(size.y * MARGIN));
    const corner = map.containerPointToLayerPoint([0, 0]).subtract(edge).round();
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const [width, height] = [size.x + 2 * edge.x, size.y + 2 * edge.y];
    const merged = Sitmap.symbolGroups.filter((group) => group.parts);
    canvas.hidden = !merged.length;
    if (!merged.length) return;
    if (!canvas.isConnected) map.getPane("dots").append(canvas);
    Object.assign(canvas, { width: width * ratio, height: height * ratio });
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    L.DomUtil.setPosition(canvas, corner);
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, -corner.x * ratio, -corner.y * ratio);
    pen.globalAlpha = 0.5;
    const byParty = new Map();
    for (const group of merged) {
      for (const part of group.parts) {
        const { actor } = part.facts[0];
        if (byParty.has(actor)) byParty.get(actor).push(part);
        else byParty.set(actor, [part]);
      }
    }
    const taken = new Uint16Array(width * height); // the last party with a dot on each pixel: one of its dots there is enough
    let number = 0;
    for (const [actor, parts] of byParty) {
      number += 1;
      pen.fillStyle = Sitmap.colour(actor);
      pen.beginPath();
      for (const { x, y } of parts) {
        const column = Math.round(x - corner.x);
        const row = Math.round(y - corner.y);
        const pixel = row * width + column;
        if (column < 0 || column >= width || row < 0 || row >= height || taken[pixel] === number) continue;
        taken[pixel] = number;
        pen.moveTo(x + RADIUS, y);
        pen.arc(x, y, RADIUS, 0, 2 * Math.PI);
      }
      pen.fill();
    }
  };
}
