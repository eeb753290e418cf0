"use strict";

// What the reader has chosen, and which facts that leaves. Everything that draws listens here.
{
  const listeners = [];
  let shown = null;
  let waiting = null;

  const state = (Sitmap.state = {
    from: 0, to: 0, first: 0, last: 0, undated: true, level: 2, off: new Set(["layer:earlier"]), theme: "auto", tab: "events", panel: false, open: "", reading: false,
  });

  // `off` holds what is switched off: "layer:events", "actor:LNA", "kind:events/Meeting", "look:planned" ...
  Sitmap.isOff = (key) => state.off.has(key);

  Sitmap.set = (patch) => {
    const changed = Object.keys(patch).filter((key) => state[key] !== patch[key]);
    if (!changed.length) return;
    Object.assign(state, patch);
    if (changed.some((key) => ["from", "to", "undated", "level", "off"].includes(key))) shown = null;
    if (waiting) {
      changed.forEach((key) => waiting.add(key));
      return;
    }
    waiting = new Set(changed);
    requestAnimationFrame(() => {
      const keys = waiting;
      waiting = null;
      listeners.forEach((listener) => listener(keys));
    });
  };

  Sitmap.toggle = (key, on) => {
    const off = new Set(state.off);
    if (on) off.delete(key);
    else off.add(key);
    Sitmap.set({ off });
  };

  // Call `listener` after a change of one of the keys ("filter" stands for all that changes which facts are shown).
  Sitmap.on = (keys, listener) => {
    const wanted = new Set(keys.flatMap((key) => (key === "filter" ? ["from", "to", "undated", "level", "off"] : [key])));
    listeners.push((changed) => {
      for (const key of changed) if (wanted.has(key)) return listener(changed);
      return undefined;
    });
  };

  const kindKey = (fact) => `kind:${fact.layer}/${fact.layer === "axes" ? fact.status : fact.kind}`;
  Sitmap.kindKey = kindKey;

  function inTime(fact) {
    if (fact.layer === "control" || fact.layer === "bases") {
      return (fact.from === null || fact.from <= state.to) && fact.to >= (fact.layer === "bases" ? state.from : state.to);
    }
    if (fact.undated) {
      if (!state.undated) return false;
      return fact.reported === null || (fact.reported <= state.to && (fact.reported >= state.from || state.from === state.first));
    }
    // The first day of the slider stands for all that was before it.
    return fact.from <= state.to && (fact.to >= state.from || state.from === state.first);
  }
  Sitmap.inTime = inTime;

  // Whether a fact passes all filters but time.
  const chosen = (fact) =>
    fact.level <= state.level &&
    !state.off.has(`layer:${fact.layer}`) &&
    !state.off.has(`actor:${fact.actor}`) &&
    !state.off.has(kindKey(fact));
  Sitmap.chosen = chosen;

  // Of the spans of one place at the chosen day the newest hold; an older one that ends on that day has ended.
  function latestControl(spans) {
    const starts = new Map();
    for (const fact of spans) {
      if (fact.look === "claimed") continue;
      const start = fact.from === null ? -Infinity : fact.from;
      if (start > (starts.has(fact.cell) ? starts.get(fact.cell) : -Infinity)) starts.set(fact.cell, start);
    }
    return spans.filter((fact) => fact.look === "claimed" || (fact.from === null ? -Infinity : fact.from) === (starts.has(fact.cell) ? starts.get(fact.cell) : -Infinity));
  }

  // Who holds what on a day.
  Sitmap.controlAt = (day) => latestControl(Sitmap.facts.control.filter((fact) => (fact.from === null || fact.from <= day) && fact.to >= day)).filter(chosen);

  Sitmap.shown = () => {
    if (shown) return shown;
    const pass = (layer) => Sitmap.facts[layer].filter((fact) => inTime(fact) && chosen(fact));
    const control = Sitmap.controlAt(state.to);
    shown = { control, axes: pass("axes"), bases: pass("bases"), events: pass("events") };
    return shown;
  };

  // Of a fact that was not confirmed for long before the chosen day.
  Sitmap.isStale = (fact) => {
    const known = fact.days.filter((day) => day !== null && day <= state.to);
    const confirmed = Math.max(...known, Number.isFinite(fact.from) && fact.from !== null ? fact.from : -Infinity);
    return Number.isFinite(confirmed) && state.to - confirmed > Sitmap.data.style.age.days;
  };

  // The days that the slider spans: what was told as news, and the articles; history before it is at its first day.
  Sitmap.makePeriod = () => {
    const { meta, tables } = Sitmap.data;
    const days = [];
    for (const fact of Sitmap.facts.all) {
      if (fact.background) continue;
      for (const day of [fact.from, fact.to, fact.reported]) if (Number.isFinite(day) && day !== null) days.push(day);
    }
    const published = tables.articles.published.map(Sitmap.day).filter((day) => day !== null);
    const newest = published.length ? Math.max(...published) : null;
    const oldest = published.length ? Math.min(...published) : null;
    let from = days.length ? days.reduce((a, b) => Math.min(a, b)) : oldest || 0;
    if (oldest !== null) from = Math.max(from, oldest - 400);
    let to = days.length ? days.reduce((a, b) => Math.max(a, b)) : newest || from;
    if (newest !== null) to = Math.min(Math.max(to, newest), newest + 30);
    if (meta.period) [from, to] = meta.period.map(Sitmap.day);
    if (to <= from) to = from + 1;
    Object.assign(state, { first: from, last: to, from, to });
  };
}
