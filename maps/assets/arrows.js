"use strict";

// Axes of advance: tapered arrows in screen pixels, so that they read alike at every zoom.
{
  const short = (value) => Math.round(value * 10) / 10;
  const pathOf = (points) => `M${points.map((point) => `${short(point.x)} ${short(point.y)}`).join("L")}Z`;

  function pixels(map, fact) {
    const unit = 10 ** -Sitmap.data.meta.decimals.line;
    const points = [];
    for (let i = 0; i < fact.line.length; i += 2) points.push(Sitmap.point(map, fact.line[i + 1] * unit, fact.line[i] * unit));
    return points;
  }

  function words(fact) {
    const way = [fact.originWords, ...fact.via, Sitmap.whereWords(fact)].filter(Boolean).join(" → ");
    return `${Sitmap.actorName(fact.actor)}: ${way} (${Sitmap.word("status", fact.status)})`;
  }
  Sitmap.axisWords = words;

  function gradient(id, line, colour) {
    const [a, b] = [line[0], line[line.length - 1]];
    return Sitmap.s(
      "linearGradient",
      { id, gradientUnits: "userSpaceOnUse", x1: a.x, y1: a.y, x2: b.x, y2: b.y },
      Sitmap.s("stop", { offset: 0, "stop-color": colour, "stop-opacity": 0.62 }),
      Sitmap.s("stop", { offset: 0.75, "stop-color": colour }),
    );
  }

  function drawArrow(map, group, fact, index) {
    const { arrow: style, status } = Sitmap.data.style;
    const look = status[fact.status] || status.occurred;
    const colour = look.grey || Sitmap.colour(fact.actor);
    const line = Sitmap.trimmed(pixels(map, fact), style.gap * 1.3, style.gap + 5);
    if (!line.length) return null;
    const rank = Math.min(1, (fact.told - 1) / 3);
    const longer = Math.max(1, Math.min(style.longest, Math.sqrt(Sitmap.lineLength(line) / style.usual)));
    const neck = (style.neck[0] + (style.neck[1] - style.neck[0]) * rank) * longer;
    const { corners, breadth } = Sitmap.arrowShape(line, neck, style);
    const d = pathOf(corners);
    const id = `arrow-${index}`;
    const g = Sitmap.s("g", { class: "arrow feature", tabindex: 0, role: "button", "aria-label": words(fact), "data-fact": `axes/${fact.id}` });
    g.append(Sitmap.s("path", { class: "arrow-halo", d, "stroke-width": style.halo }));
    let fill = "none";
    if (look.fill === "full") {
      g.append(Sitmap.s("defs", {}, gradient(id, line, colour)));
      fill = `url(#${id})`;
    } else if (look.fill === "pale") fill = colour;
    else if (look.fill === "hatch") fill = Sitmap.hatch(colour, 5, 0.9);
    const dash = look.dash.map((part) => part * style.outline).join(" ");
    g.append(
      Sitmap.s("path", {
        class: `arrow-body fill-${look.fill}`, d, fill, stroke: colour, "stroke-width": style.outline, "stroke-dasharray": dash || null,
      }),
    );
    if (fact.main && !Sitmap.isOff("layer:main")) {
      const second = Sitmap.arrowHead(line, breadth, style);
      if (second) g.append(Sitmap.s("path", { class: "arrow-second", d: pathOf(second), "stroke-width": style.outline }));
    }
    if (look.struck) {
      const middle = line[Math.floor(line.length / 2)];
      const r = breadth * 1.1;
      g.append(Sitmap.s("path", { class: "struck", d: `M${middle.x - r} ${middle.y + r}L${middle.x + r} ${middle.y - r}`, stroke: colour }));
    }
    group.append(g);
    Sitmap.makeFeature(g, () => Sitmap.openFacts([fact], map.layerPointToLatLng(line[Math.floor(line.length / 2)])));
    return line;
  }

  Sitmap.parts.arrows = (map) => {
    const signature = () => [Sitmap.isOff("layer:main"), ...Sitmap.shown().axes.map((fact) => fact.index)].join();
    const draw = (group) => {
      const order = (fact) => -fact.level * 10 + fact.told;
      Sitmap.arrowLines = [...Sitmap.shown().axes]
        .sort((a, b) => order(a) - order(b))
        .map((fact, index) => drawArrow(map, group, fact, index))
        .filter(Boolean);
    };
    Sitmap.overlay(map, "arrows", ["filter"], draw, { signature });
  };
}
