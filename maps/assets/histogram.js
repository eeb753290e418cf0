"use strict";

// Events over time, as bars above the slider.
{
  const BINS = 72;

  Sitmap.histogram = () => {
    const { state } = Sitmap;
    const svg = Sitmap.s("svg", { class: "histogram", viewBox: `0 0 ${BINS * 10} 100`, preserveAspectRatio: "none", "aria-hidden": "true" });
    let bars = [];
    const draw = () => {
      Sitmap.clear(svg);
      bars = [];
      const span = state.last - state.first + 1;
      const count = Math.min(BINS, span);
      const bins = new Array(count).fill(0);
      for (const fact of Sitmap.facts.events) {
        if (fact.undated || !Sitmap.chosen(fact) || fact.to < state.first || fact.from > state.last) continue;
        // What lasted longer than a few bins would be a bar everywhere: it counts when it begins.
        bins[Math.max(0, Math.min(count - 1, Math.floor(((fact.from - state.first) / span) * count)))] += 1;
      }
      const most = Math.max(...bins, 1);
      const width = (BINS * 10) / count;
      bins.forEach((value, index) => {
        if (!value) return;
        const height = 14 + 86 * Math.sqrt(value / most);
        const day = state.first + ((index + 0.5) * span) / count;
        const bar = Sitmap.s("rect", { class: "bar", x: index * width + width * 0.14, y: 100 - height, width: width * 0.72, height });
        bars.push({ bar, day, half: span / count });
        svg.append(bar);
      });
      mark();
    };
    const mark = () => {
      for (const { bar, day, half } of bars) bar.classList.toggle("in", day >= state.from - half && day <= state.to + half);
    };
    draw();
    Sitmap.on(["from", "to"], mark);
    Sitmap.after(["level", "off"], draw);
    return svg;
  };
}
