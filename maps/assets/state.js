"use strict";

// What the reader has chosen. Everything that draws listens here: at once, or, for what may follow the map, right after it.
{
  const FILTER = ["from", "to", "undated", "level", "off"];
  const PAUSE_MS = 220; // between two rounds of what follows, while the reader drags
  const quick = [];
  const slow = [];
  let waiting = null;
  let owed = null;
  let lastRound = 0;

  const state = (Sitmap.state = {
    from: 0, to: 0, first: 0, last: 0, known: "", undated: true, level: 2, off: new Set(["layer:earlier"]), theme: "auto", tab: "events", panel: false, open: "", reading: false,
    tiles: "",
  });

  // `off` holds what is switched off: "layer:events", "actor:LNA", "kind:events/Meeting", "dataset:acled" ...
  Sitmap.isOff = (key) => state.off.has(key);

  const tell = (listeners, keys) => listeners.forEach((listener) => listener(keys));

  function follow() {
    const keys = owed;
    owed = null;
    lastRound = performance.now();
    tell(slow, keys);
  }

  // Whether something is still to be drawn.
  Sitmap.isBusy = () => Boolean(waiting || owed);

  Sitmap.set = (patch) => {
    const changed = Object.keys(patch).filter((key) => state[key] !== patch[key]);
    if (!changed.length) return;
    Object.assign(state, patch);
    if (changed.some((key) => FILTER.includes(key))) Sitmap.forgetShown();
    if (waiting) {
      changed.forEach((key) => waiting.add(key));
      return;
    }
    waiting = new Set(changed);
    requestAnimationFrame(() => {
      const keys = waiting;
      tell(quick, keys);
      waiting = null;
      if (owed) keys.forEach((key) => owed.add(key));
      else {
        owed = new Set(keys);
        setTimeout(follow, Math.max(0, lastRound + PAUSE_MS - performance.now()));
      }
    });
  };

  Sitmap.toggle = (key, on) => {
    const off = new Set(state.off);
    if (on) off.delete(key);
    else off.add(key);
    Sitmap.set({ off });
  };

  function listen(listeners, keys, listener) {
    const wanted = new Set(keys.flatMap((key) => (key === "filter" ? FILTER : [key])));
    listeners.push((changed) => {
      for (const key of changed) if (wanted.has(key)) return listener(changed);
      return undefined;
    });
  }

  // Call `listener` after a change of one of the keys ("filter" stands for all that changes which facts are shown).
  Sitmap.on = (keys, listener) => listen(quick, keys, listener);

  // The same, after the frame in which the map was drawn, and less often while changes go on.
  Sitmap.after = (keys, listener) => listen(slow, keys, listener);

  // Of a fact that was not confirmed for long before the chosen day.
  Sitmap.isStale = (fact) => {
    let confirmed = Number.isFinite(fact.from) && fact.from !== null ? fact.from : -Infinity;
    for (const day of fact.days) if (day !== null && day <= state.to && day > confirmed) confirmed = day;
    return Number.isFinite(confirmed) && state.to - confirmed > Sitmap.data.style.age.days;
  };

  // The first day shown in words: where the period begins, no more precise than it is known.
  Sitmap.fromWords = () => (state.from === state.first ? Sitmap.whenWords(Sitmap.iso(state.from), "", state.known) : Sitmap.dayWords(state.from));

  // The days that the slider spans: what was told as news, and the articles; history before it is at its first day.
  Sitmap.makePeriod = () => {
    const { meta, tables } = Sitmap.data;
    let [from, to] = [Infinity, -Infinity];
    let known = ""; // how precisely the first day is: "year", "month", or to the day
    for (const fact of Sitmap.facts.all) {
      if (fact.background) continue;
      for (const day of [fact.from, fact.to, fact.reported]) {
        if (!Number.isFinite(day) || day === null) continue;
        const precision = (day === fact.from && tables[fact.layer].date_precision?.[fact.row]) || "day";
        if (day < from || (day === from && precision === "day")) [from, known] = [day, precision];
        if (day > to) to = day;
      }
    }
    const published = tables.articles.published.map(Sitmap.day).filter((day) => day !== null);
    const newest = published.reduce((a, b) => Math.max(a, b), -Infinity);
    const oldest = published.reduce((a, b) => Math.min(a, b), Infinity);
    const imported = Sitmap.facts.all.some((fact) => fact.dataset !== "articles"); // data of their own period, whatever the articles'
    if (from > to) [from, to] = published.length ? [oldest, newest] : [0, 1];
    if (published.length && !imported) {
      if (from < oldest - 400) [from, known] = [Sitmap.day(Sitmap.iso(oldest - 400).slice(0, 7)), "month"];
      to = Math.min(Math.max(to, newest), newest + 30);
    }
    if (meta.period) [from, to, known] = [...meta.period.map(Sitmap.day), "day"];
    if (to <= from) to = from + 1;
    Object.assign(state, { first: from, last: to, from, to, known });
  };
}
