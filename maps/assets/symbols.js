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

  // What a group's symbol is drawn from, in one pass: its parties, most active first; its firmest status; the glyph of
  // what most of its news tell, the weightiest kind first where equal.
  function summary(facts) {
    const parties = new Map();
    const glyphs = new Map();
    let [lead, past, sources] = [facts[0], true, 0];
    for (const fact of facts) {
      parties.set(fact.actor, (parties.get(fact.actor) || 0) + 1);
      glyphs.set(fact.glyph, (glyphs.get(fact.glyph) || 0) + (fact.background ? 0.1 : 1) + (3 - fact.level) * 0.2);
      if (fact.level < lead.level) lead = fact;
      past = past && Boolean(fact.background);
      sources += fact.told;
    }
    const most = (counts) => [...counts].sort((a, b) => b[1] - a[1]);
    const { status } = Sitmap.data.style;
    return { parties: most(parties), glyph: most(glyphs)[0][0], look: status[lead.layer === "bases" ? lead.like : lead.status] || status.occurred, past, sources };
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

  function frame(kind, r, glyphName, foot) {
    if (kind === "events") return { shape: ["circle", { r }], staff: null };
    const side = r * 0.94;
    const staff = glyphName === "headquarters" ? `M${-side} ${side}V${side + foot}` : null;
    return { shape: ["rect", { x: -side, y: -side, width: 2 * side, height: 2 * side, rx: 3 }], staff };
  }

  const badgeText = (count) => (count > 999 ? `${Math.round(count / 100) / 10}k` : String(count));

  // How far a counted symbol's badge reaches beyond its right edge.
  Sitmap.badgeReach = (group) => (group.facts.length > 1 ? Math.max(0, 9 + badgeText(group.facts.length).length * 6 - group.r * 0.38) : 0);

  // A symbol around 0,0. Used on the map, in lists and in the legend.
  Sitmap.symbol = ({ kind, shares = [], r, colour, look, glyph, count, foot = 9 }) => {
    const { symbol: style } = Sitmap.data.style;
    const ink = look.grey || colour;
    const { shape, staff } = frame(kind, r, glyph, foot);
    const dash = look.dash.length ? look.dash.map((part) => part * style.outline * 0.8).join(" ") : null;
    const g = Sitmap.s("g", { class: `symbol symbol-${kind} fill-${look.fill}` });
    if (staff) g.append(Sitmap.s("path", { class: "staff-halo", d: staff }), Sitmap.s("path", { class: "staff", d: staff, stroke: ink }));
    g.append(Sitmap.s(shape[0], { ...shape[1], class: "symbol-halo", "stroke-width": style.halo * 2 }));
    const fill = look.fill === "full" ? ink : null;
    g.append(Sitmap.s(shape[0], { ...shape[1], class: "symbol-body", fill, stroke: ink, "stroke-width": style.outline, "stroke-dasharray": dash }));
    if (look.fill === "hatch") g.append(Sitmap.s(shape[0], { ...shape[1], fill: Sitmap.hatch(ink, 4, 0.5), opacity: 0.45 }));
    if (shares.length > 1 && kind === "events") g.append(...ring(shares, r + 0.2));
    const mark = Sitmap.glyph(glyph, r * 1.28);
    mark.setAttribute("fill", look.fill === "full" ? "#fff" : ink);
    g.append(mark);
    if (look.struck) g.append(Sitmap.s("path", { class: "struck", d: `M${-r} ${r}L${r} ${-r}`, stroke: ink }));
    if (count > 1) {
      const text = badgeText(count);
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
    const { parties, glyph, look, past, sources } = summary(group.facts);
    const [party, acts] = parties[0];
    const [least, most] = style.symbol.event;
    const size = group.parts ? Math.min(style.symbol.cluster, least + Math.log2(sources) * 0.7) : Math.min(most, least + Math.log2(sources) * 0.9);
    const r = group.kind === "bases" ? style.symbol.base : past ? style.symbol.background : size;
    const alone = parties.length === 1 || acts / group.facts.length >= 0.6;
    const colour = alone ? Sitmap.colour(party) : Sitmap.neutral();
    return { kind: group.kind, shares: parties, r: r * group.scale, colour, look, glyph, count: group.facts.length, past };
  }

  function label(facts) {
    if (facts.length === 1) return Sitmap.factWords(facts[0]);
    return `${Sitmap.whereWords(facts[0])}: ${Sitmap.t("n_facts", { n: Sitmap.number(facts.length) })}`;
  }

  // Symbols that were on the map before the change: one that looks the same is put back, not built anew.
  let before = new Map();
  let now = new Map();

  function draw(map, layer, group) {
    const look = looks(group);
    const id = `${group.facts[0].layer}/${group.facts[0].id}`;
    const open = Boolean(Sitmap.state.open) && group.facts.some((fact) => Sitmap.state.open === `${fact.layer}/${fact.id}`);
    const className = `feature${look.past ? " past" : ""}${group.vague ? " vague" : ""}${open ? " open" : ""}`;
    const signature = [id, className, look.r, look.colour, look.glyph, look.count, look.look.fill, look.look.dash, look.shares, Sitmap.isDark()].join("|");
    let g = before.get(signature);
    if (!g) {
      g = Sitmap.s("g", { tabindex: 0, role: "button", "aria-label": label(group.facts), "data-fact": id, class: className });
      g.append(Sitmap.s("circle", { class: "focus-ring", r: look.r + 5 }), Sitmap.symbol(look));
      const made = g;
      Sitmap.makeFeature(g, () => Sitmap.openFacts(made.group.facts, [made.group.lat, made.group.lon]));
    }
    now.set(signature, g);
    g.group = group;
    g.setAttribute("transform", `translate(${short(group.x)} ${short(group.y)})`);
    layer.append(g);
    group.r = look.r;
  }

  Sitmap.parts.symbols = (map) => {
    Sitmap.symbolGroups = [];
    Sitmap.overlay(map, "symbols", ["filter", "open"], (layer, _, bounds) => {
      Sitmap.symbolGroups = Sitmap.groupsOf(map, bounds);
      now = new Map();
      for (const group of Sitmap.symbolGroups) draw(map, layer, group);
      before = now;
      if (!Sitmap.isBusy()) Sitmap.drawDots(map); // while the reader drags, the dots follow
    });
    Sitmap.after(["filter", "theme"], () => Sitmap.drawDots(map));
  };
}
