"use strict";

// Symbols of events (discs) and bases (frames): shape says kind, colour says party, outline says status.
{
  const short = (value) => Math.round(value * 100) / 100;

  Sitmap.glyph = (name, size, x = 0, y = 0) =>
    Sitmap.s("path", {
      class: "glyph",
      d: Sitmap.data.glyphs[name] || Sitmap.data.glyphs.other,
      "fill-rule": "evenodd",
      transform: `translate(${short(x - size / 2)} ${short(y - size / 2)}) scale(${short(size / 24)})`,
    });

  // Parties of a group by how often they act, most first.
  function parties(facts) {
    const counts = new Map();
    for (const fact of facts) counts.set(fact.actor, (counts.get(fact.actor) || 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]);
  }

  function lookOf(facts) {
    const lead = facts.reduce((best, fact) => (fact.level < best.level ? fact : best), facts[0]);
    return Sitmap.data.style.status[lead.layer === "bases" ? lead.like : lead.status] || Sitmap.data.style.status.occurred;
  }

  // The glyph of a group: what most of its news tell, the weightiest kind first where equal.
  function glyphOf(facts) {
    const counts = new Map();
    for (const fact of facts) counts.set(fact.glyph, (counts.get(fact.glyph) || 0) + (fact.background ? 0.1 : 1) + (3 - fact.level) * 0.2);
    return [...counts].sort((a, b) => b[1] - a[1])[0][0];
  }

  function ring(shares, r) {
    const total = shares.reduce((sum, [, count]) => sum + count, 0);
    let angle = -Math.PI / 2;
    const at = (a) => `${short(r * Math.cos(a))} ${short(r * Math.sin(a))}`;
    return shares.map(([actor, count]) => {
      const end = angle + (2 * Math.PI * count) / total - 0.001;
      const d = `M${at(angle)}A${r} ${r} 0 ${end - angle > Math.PI ? 1 : 0} 1 ${at(end)}`;
      angle = end;
      return Sitmap.s("path", { class: "party-ring", d, stroke: Sitmap.colour(actor) });
    });
  }

  function frame(kind, r, glyphName) {
    if (kind === "events") return { shape: ["circle", { r }], staff: null };
    const side = r * 0.94;
    const staff = glyphName === "headquarters" ? `M${-side} ${side}V${side + 9}` : null;
    return { shape: ["rect", { x: -side, y: -side, width: 2 * side, height: 2 * side, rx: 3 }], staff };
  }

  // A symbol around 0,0. Used on the map, in lists and in the legend.
  Sitmap.symbol = ({ kind, facts, r, colour, look, glyph, count, group }) => {
    const { symbol: style } = Sitmap.data.style;
    const ink = look.grey || colour;
    const { shape, staff } = frame(kind, r, glyph);
    const dash = look.dash.length ? look.dash.map((part) => part * style.outline * 0.8).join(" ") : null;
    const g = Sitmap.s("g", { class: `symbol symbol-${kind} fill-${look.fill}` });
    if (staff) g.append(Sitmap.s("path", { class: "staff-halo", d: staff }), Sitmap.s("path", { class: "staff", d: staff, stroke: ink }));
    g.append(Sitmap.s(shape[0], { ...shape[1], class: "symbol-halo", "stroke-width": style.halo * 2 }));
    const fill = look.fill === "full" ? ink : null;
    g.append(Sitmap.s(shape[0], { ...shape[1], class: "symbol-body", fill, stroke: ink, "stroke-width": style.outline, "stroke-dasharray": dash }));
    if (look.fill === "hatch" && group) g.append(Sitmap.s(shape[0], { ...shape[1], fill: Sitmap.hatch(group, ink, 4, 0.5), opacity: 0.45 }));
    const shares = facts ? parties(facts) : [];
    if (shares.length > 1 && kind === "events") g.append(...ring(shares, r + 0.2));
    const mark = Sitmap.glyph(glyph, r * 1.28);
    mark.setAttribute("fill", look.fill === "full" ? "#fff" : ink);
    g.append(mark);
    if (look.struck) g.append(Sitmap.s("path", { class: "struck", d: `M${-r} ${r}L${r} ${-r}`, stroke: ink }));
    if (count > 1) {
      const text = count > 999 ? "999+" : String(count);
      const width = 9 + text.length * 6;
      const x = r * 0.62;
      g.append(
        Sitmap.s("rect", { class: "badge", x, y: -r - 6.5, width, height: 14, rx: 7 }),
        Sitmap.s("text", { class: "badge-text", x: x + width / 2, y: -r + 3.8 }, text),
      );
    }
    return g;
  };

  function looks(group) {
    const { style } = Sitmap.data;
    const shares = parties(group.facts);
    const single = shares.length === 1 || shares[0][1] / group.facts.length >= 0.6;
    const past = group.facts.every((fact) => fact.background);
    const sources = group.facts.reduce((sum, fact) => sum + fact.sources.length, 0);
    const [least, most] = style.symbol.event;
    const r = group.kind === "bases" ? style.symbol.base : past ? style.symbol.background : Math.min(most, least + Math.log2(sources) * 0.9);
    const colour = shares[0][0] === "" && shares.length === 1 ? style.parties.unknown : single ? Sitmap.colour(shares[0][0]) : style.parties.several;
    return { kind: group.kind, facts: group.facts, r, colour, look: lookOf(group.facts), glyph: glyphOf(group.facts), count: group.facts.length, past };
  }

  function label(facts) {
    if (facts.length === 1) return Sitmap.factWords(facts[0]);
    return `${Sitmap.whereWords(facts[0])}: ${Sitmap.t("n_facts", { n: Sitmap.number(facts.length) })}`;
  }

  function draw(map, layer, group) {
    const look = looks(group);
    const key = `${group.facts[0].layer}/${group.facts[0].id}`;
    const open = group.facts.some((fact) => Sitmap.state.open === `${fact.layer}/${fact.id}`);
    const g = Sitmap.s("g", {
      class: `feature${look.past ? " past" : ""}${group.vague ? " vague" : ""}${open ? " open" : ""}`,
      transform: `translate(${short(group.x)} ${short(group.y)})`,
      tabindex: 0, role: "button", "aria-label": label(group.facts), "data-fact": key,
    });
    look.r *= group.scale;
    g.append(Sitmap.symbol({ ...look, group: layer }));
    g.prepend(Sitmap.s("circle", { class: "focus-ring", r: look.r + 5 }));
    layer.append(g);
    group.r = look.r;
    Sitmap.makeFeature(g, () => Sitmap.openFacts(group.facts, [group.lat, group.lon]));
  }

  Sitmap.parts.symbols = (map) => {
    Sitmap.symbolGroups = [];
    Sitmap.overlay(map, "symbols", ["filter", "open"], (group, _, bounds) => {
      group.dataset.pane = "symbols";
      Sitmap.symbolGroups = Sitmap.groupsOf(map, bounds);
      for (const spot of Sitmap.symbolGroups) draw(map, group, spot);
    });
  };
}
