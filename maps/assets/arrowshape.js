"use strict";

// The outline of a tapered arrow along a line of pixels: pure geometry.
{
  const STEPS = 28;

  function lengths(points) {
    const sums = [0];
    for (let i = 1; i < points.length; i += 1) sums.push(sums[i - 1] + points[i].distanceTo(points[i - 1]));
    return sums;
  }

  Sitmap.lineLength = (points) => lengths(points)[points.length - 1];

  function pointAt(points, sums, along) {
    let i = 1;
    while (i < points.length - 1 && sums[i] < along) i += 1;
    const share = (along - sums[i - 1]) / (sums[i] - sums[i - 1] || 1);
    const [a, b] = [points[i - 1], points[i]];
    return L.point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share);
  }

  // Evenly spaced points of the line, `gapStart` and `gapEnd` pixels left free at its ends; empty when none is left.
  Sitmap.trimmed = (points, gapStart, gapEnd) => {
    if (points.length < 2) return [];
    const sums = lengths(points);
    const length = sums[sums.length - 1];
    if (length < 6) return [];
    const scale = Math.min(1, (length * 0.45) / (gapStart + gapEnd));
    const begin = gapStart * scale;
    const end = length - gapEnd * scale;
    return Array.from({ length: STEPS + 1 }, (_, i) => pointAt(points, sums, begin + ((end - begin) * i) / STEPS));
  };

  const normal = (a, b) => {
    const length = a.distanceTo(b) || 1;
    return L.point((a.y - b.y) / length, (b.x - a.x) / length);
  };

  // The arrow's corners along trimmed points. `style` as in style.toml; `neck` its breadth before the head, pixels.
  Sitmap.arrowShape = (line, neck, style) => {
    const sums = lengths(line);
    const length = sums[sums.length - 1];
    const breadth = Math.min(neck, length / 4.2);
    const headLength = breadth * style.head_length;
    const neckAt = length - headLength;
    const [left, right] = [[], []];
    const count = 18;
    for (let i = 0; i <= count; i += 1) {
      const along = (neckAt * i) / count;
      const [a, b] = [pointAt(line, sums, along), pointAt(line, sums, Math.min(along + 1, length))];
      const n = normal(a, b);
      const half = (breadth * (style.tail + (1 - style.tail) * (i / count) ** 1.15)) / 2;
      left.push(a.add(n.multiplyBy(half)));
      right.push(a.subtract(n.multiplyBy(half)));
    }
    const neckPoint = pointAt(line, sums, neckAt);
    const tip = line[line.length - 1];
    const n = normal(neckPoint, tip);
    const back = neckPoint.add(neckPoint.subtract(tip).multiplyBy(0.16)); // barbs swept back a little
    const barb = n.multiplyBy((breadth * style.head) / 2);
    return { corners: [...left, back.add(barb), tip, back.subtract(barb), ...right.reverse()], breadth, length };
  };

  // The second head of a main attack: a chevron on the shaft, just behind the head.
  Sitmap.arrowHead = (line, breadth, style) => {
    const sums = lengths(line);
    const at = sums[sums.length - 1] - breadth * style.head_length * 1.25;
    if (at < breadth * 3) return null;
    const tip = pointAt(line, sums, at);
    const tail = pointAt(line, sums, at - breadth * 0.9);
    const n = normal(tail, tip);
    const way = tail.subtract(tip).multiplyBy(0.62);
    const barb = n.multiplyBy((breadth * style.head) / 2.3);
    return [tail.add(barb), tip, tail.subtract(barb), tail.subtract(barb).add(way), tip.add(way), tail.add(barb).add(way)];
  };
}
