"use strict";

// The legend: only what is on the map, with counts; each row switches what it stands for.
{
  const { h, t } = { h: (...args) => Sitmap.h(...args), t: (...args) => Sitmap.t(...args) };

  const MOST_PARTIES = 9;
  let everyone = false;

  Sitmap.arrowSample = (status, colour, main = false) => {
    const look = Sitmap.data.style.status[status] || Sitmap.data.style.status.occurred;
    const ink = look.grey || colour;
    const fill = look.fill === "full" ? ink : look.fill === "hatch" ? Sitmap.hatch(ink, 4, 0.7) : look.fill === "pale" ? ink : "none";
    const g = Sitmap.s("g", { class: "arrow-sample" });
    g.append(
      Sitmap.s("path", {
        class: `arrow-body fill-${look.fill}`, d: "M-13 -1.6L1 -3.4L-0.8 -8L13 0L-0.8 8L1 3.4L-13 1.6Z", fill, stroke: ink, "stroke-width": 1.4,
        "stroke-dasharray": look.dash.map((part) => part * 1.1).join(" ") || null,
      }),
    );
    if (main) g.append(Sitmap.s("path", { class: "arrow-second", d: "M-8.5 -6L-3.5 0L-8.5 6L-5.5 6L-0.5 0L-5.5 -6Z" }));
    if (look.struck) g.append(Sitmap.s("path", { class: "struck", d: "M-6 7L4 -7", stroke: ink }));
    return g;
  };

  Sitmap.zoneSample = (look, colour) => {
    const style = Sitmap.data.style.control[look] || Sitmap.data.style.control.held;
    const rect = { x: -13, y: -8, width: 26, height: 16, rx: 4 };
    const g = Sitmap.s("g", {}, Sitmap.s("rect", { ...rect, fill: colour, "fill-opacity": style.core * 0.85 + 0.08 }));
    if (style.hatch) g.append(Sitmap.s("rect", { ...rect, fill: Sitmap.hatch(colour, 5, 0.7), "fill-opacity": 0.6 }));
    g.append(Sitmap.s("rect", { ...rect, fill: "none", stroke: colour, "stroke-opacity": 0.8, "stroke-dasharray": style.dash ? "1.5 2.5" : null }));
    if (style.ring) g.append(Sitmap.s("circle", { class: "siege", r: 6 }), Sitmap.s("circle", { class: "siege-teeth small", r: 4.6 }));
    return g;
  };

  const BEND = "M-12 4C-4 -6 4 6 12 -4";
  const contactSample = () => Sitmap.s("g", {}, Sitmap.s("path", { class: "contact-halo small", d: BEND }), Sitmap.s("path", { class: "contact small", d: BEND }));
  const earlierSample = () => Sitmap.s("path", { class: "contact earlier", d: BEND, "stroke-opacity": 0.7 });

  const svg = (size, draw) => {
    const box = Sitmap.s("svg", { class: "fact-icon", viewBox: "-14 -14 28 28", width: size, height: size, "aria-hidden": "true" });
    box.append(draw());
    return box;
  };

  function row(key, icon, text, count) {
    const on = !Sitmap.isOff(key);
    return h(
      "button", { type: "button", class: "legend-row", "aria-pressed": String(on), "data-key": key, onclick: () => Sitmap.toggle(key, !on) },
      icon, h("span", { class: "legend-text" }, text), h("span", { class: "count" }, count === "" ? "" : Sitmap.number(count)),
    );
  }

  const { inScope } = Sitmap;

  function counted(facts, keyOf) {
    const found = new Map();
    for (const fact of facts) {
      const key = keyOf(fact);
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(fact);
    }
    return [...found].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  }

  function section(layer, title, rows, wide) {
    if (!rows.length) return null;
    const key = `layer:${layer}`;
    const on = !Sitmap.isOff(key);
    const head = layer
      ? h("button", { type: "button", class: "switch", role: "switch", "aria-checked": String(on), "aria-label": title, "data-key": key, onclick: () => Sitmap.toggle(key, !on) })
      : null;
    return h("section", { class: on || !layer ? "legend-section" : "legend-section is-off" }, h("div", { class: "legend-head" }, h("h3", {}, title), head), h("div", { class: wide ? "legend-rows wide" : "legend-rows" }, rows));
  }

  // The parties with the fewest facts wait behind a button.
  const more = (hidden) =>
    h("button", { type: "button", class: "legend-row more", "data-key": "more", "aria-expanded": String(everyone), onclick: () => { everyone = !everyone; refill(Sitmap.legend); } }, h("span", { class: "legend-text" }, everyone ? t("fewer") : t("n_more_parties", { n: Sitmap.number(hidden) })));

  function parties() {
    const all = ["control", "axes", "bases", "events"].flatMap(inScope).filter((fact) => fact.actor && fact.actor !== "contested");
    const chip = (id) => {
      const mark = h("span", { class: "chip big" });
      mark.style.background = Sitmap.colour(id);
      return mark;
    };
    const found = counted(all, (fact) => fact.actor);
    const kept = everyone || found.length <= MOST_PARTIES + 1 ? found : found.slice(0, MOST_PARTIES);
    const unnamed = inScope("events").filter((fact) => !fact.actor).length;
    const rows = kept.map(([id, facts]) => row(`actor:${id}`, chip(id), Sitmap.said(Sitmap.actorName(id)), facts.length));
    if (unnamed) rows.push(row("actor:", chip(""), t("nobody_named"), unnamed));
    if (kept.length < found.length || everyone) rows.push(more(found.length - kept.length));
    return section("", t("parties"), rows, true);
  }

  // Samples of line and texture are no party's: colour means a party and nothing else.
  const { neutral } = Sitmap;

  function control() {
    const shown = inScope("control");
    const colour = (look) => (look === "contested" ? Sitmap.colour("contested") : neutral());
    const order = ["held", "inferred", "besieged", "contested", "claimed"];
    const rows = counted(shown, (fact) => fact.look)
      .sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]))
      .map(([look, facts]) => row(`kind:control/${look}`, svg(22, () => Sitmap.zoneSample(look, colour(look))), t(`control_${look}`), new Set(facts.map((fact) => fact.cell)).size));
    const lines = Sitmap.contactLines(Sitmap.shown().control).length;
    if (lines || Sitmap.isOff("layer:contact")) rows.push(row("layer:contact", svg(22, contactSample), t("contact_line"), ""));
    const moved = Sitmap.changedCells().length;
    if (moved || Sitmap.isOff("layer:changed")) rows.push(row("layer:changed", svg(22, () => Sitmap.s("rect", { class: "changed", x: -12, y: -7, width: 24, height: 14, rx: 3 })), t("changed"), moved));
    return section("control", t("control"), rows);
  }

  function axes() {
    const rows = counted(inScope("axes"), (fact) => fact.status).map(([status, facts]) =>
      row(`kind:axes/${status}`, svg(22, () => Sitmap.arrowSample(status, neutral())), Sitmap.word("axisstatus", status), facts.length),
    );
    const main = inScope("axes").filter((fact) => fact.main).length;
    if (main) rows.push(row("layer:main", svg(22, () => Sitmap.arrowSample("occurred", neutral(), true)), t("main_effort"), main));
    return section("axes", t("axes"), rows);
  }

  function symbols(layer, title) {
    const look = Sitmap.data.style.status.occurred;
    const group = layer === "bases" ? "base" : "event";
    const rows = counted(inScope(layer), (fact) => fact.kind).map(([kind, facts]) =>
      row(
        `kind:${layer}/${kind}`,
        svg(20, () => Sitmap.symbol({ kind: layer, r: 11, colour: neutral(), look, glyph: facts[0].glyph, count: 1, foot: 3 })),
        Sitmap.word(group, kind), facts.length,
      ),
    );
    return section(layer, title, rows);
  }

  // Articles and imported data, each by itself, where there is more than one of them.
  function datasets() {
    const counts = new Map();
    for (const fact of ["control", "axes", "bases", "events"].flatMap(inScope)) {
      for (const name of fact.dataset.split(" ")) counts.set(name, (counts.get(name) || 0) + 1);
    }
    if (counts.size < 2) return null;
    const rows = [...counts].sort((a, b) => b[1] - a[1]).map(([name, count]) => row(`dataset:${name}`, tick(), Sitmap.datasetName(name), count));
    return section("", t("datasets"), rows, true);
  }

  const tick = () => h("span", { class: "tickmark" });

  function others() {
    const names = ["names", ...(Sitmap.isPhone() ? [] : ["callouts"])];
    if (Sitmap.changedCells().length || !Sitmap.isOff("layer:earlier")) names.push("earlier");
    return section("", t("also"), names.map((name) => (name === "earlier" ? row("layer:earlier", svg(22, earlierSample), t("earlier_line"), "") : row(`layer:${name}`, tick(), t(name), ""))));
  }

  // The drawn ground, or online tiles where the theatre offers some.
  function ground() {
    const { tiles } = Sitmap.data.meta;
    if (!tiles.length) return null;
    const option = (name, text) => {
      const input = h("input", { type: "radio", name: "ground", value: name, checked: Sitmap.state.tiles === name, onchange: () => Sitmap.set({ tiles: name }) });
      return h("label", { class: "ground-option" }, input, Sitmap.said(text));
    };
    return h("fieldset", { class: "legend-section grounds" }, h("legend", {}, t("ground")), option("", t("ground_drawn")), tiles.map(({ name }) => option(name, name)), h("p", { class: "small" }, t("tiles_note")));
  }

  function strictness() {
    const names = ["level_confirmed", "level_claimed", "level_planned", "level_denied"];
    const label = (name, level) => {
      const input = h("input", { type: "radio", name: "level", value: level, checked: Sitmap.state.level === level, onchange: () => Sitmap.set({ level }) });
      return h("label", { class: Sitmap.state.level >= level ? "is-in" : null }, input, h("span", {}, t(name)));
    };
    return h("fieldset", { class: "levels" }, h("legend", {}, t("strictness")), h("div", {}, names.map(label)));
  }

  function refill(body) {
    const focused = body.contains(document.activeElement) ? document.activeElement.dataset.key || document.activeElement.value : null;
    Sitmap.clear(body).append(...[strictness(), parties(), control(), axes(), symbols("bases", t("bases")), symbols("events", t("events")), datasets(), others(), ground()].filter(Boolean));
    if (focused) (body.querySelector(`[data-key="${CSS.escape(focused)}"]`) || body.querySelector(`input[value="${CSS.escape(focused)}"]`))?.focus({ preventScroll: true });
  }

  Sitmap.parts.legend = () => {
    const body = h("div", { class: "legend", id: "legend", role: "region", "aria-label": t("legend") });
    Sitmap.legend = body;
    refill(body);
    Sitmap.after(["filter", "theme", "tiles"], () => refill(body));
  };
}
