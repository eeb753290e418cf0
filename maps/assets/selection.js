"use strict";

// Which facts pass the filters. Each layer has its filter columns as typed arrays: a step of the slider is one pass.
{
  const LAYERS = ["control", "axes", "bases", "events"];
  let columns = {};
  let shown = null;

  const kindKey = (fact) => `kind:${fact.layer}/${fact.layer === "axes" ? fact.status : fact.kind}`;
  Sitmap.kindKey = kindKey;

  // The keys by which a fact can be switched off: its party, its kind; and all who tell it, each by itself.
  const keysOf = (fact) => ({ one: [`actor:${fact.actor}`, kindKey(fact)], all: fact.dataset.split(" ").map((name) => `dataset:${name}`) });
  const isOff = ({ one, all }) => one.some((key) => Sitmap.state.off.has(key)) || all.every((key) => Sitmap.state.off.has(key));

  // Facts with equal keys share a number: whether they are off is asked once per number, not once per fact.
  function index(facts) {
    const n = facts.length;
    const found = {
      facts, start: new Float64Array(n), end: new Float64Array(n), level: new Uint8Array(n), undated: new Uint8Array(n), group: new Int32Array(n), keys: [],
    };
    const numbers = new Map();
    facts.forEach((fact, i) => {
      const unknown = fact.undated ? fact.reported : fact.from;
      found.start[i] = unknown === null ? -Infinity : unknown;
      found.end[i] = fact.undated ? (fact.reported === null ? Infinity : fact.reported) : fact.to;
      found.level[i] = fact.level;
      found.undated[i] = fact.undated ? 1 : 0;
      const keys = keysOf(fact);
      const name = [...keys.one, ...keys.all].join("\n");
      if (!numbers.has(name)) {
        numbers.set(name, found.keys.length);
        found.keys.push(keys);
      }
      found.group[i] = numbers.get(name);
      fact.index = i;
    });
    return found;
  }

  Sitmap.makeSelection = () => {
    columns = Object.fromEntries(LAYERS.map((layer) => [layer, index(Sitmap.facts[layer])]));
  };

  // What lasts (control, bases) must reach the day; of what happened, the slider's first day stands for all before it.
  function timeOf(layer) {
    const { from, to, first } = Sitmap.state;
    if (layer === "control") return [to, to];
    if (layer === "bases") return [from, to];
    return [from === first ? -Infinity : from, to];
  }

  // Facts of a layer in the chosen time that `keep(level, number of keys)` lets pass.
  function select(layer, keep) {
    const { facts, start, end, level, undated, group } = columns[layer];
    const [from, to] = timeOf(layer);
    const withUndated = Sitmap.state.undated;
    const found = [];
    for (let i = 0; i < facts.length; i += 1) {
      if (start[i] > to || end[i] < from || (undated[i] && !withUndated) || !keep(level[i], group[i])) continue;
      found.push(facts[i]);
    }
    return found;
  }

  // Facts in the chosen time and strictness, whether or not their row of the legend is switched off.
  Sitmap.inScope = (layer) => select(layer, (level) => level <= Sitmap.state.level);

  Sitmap.inTime = (fact) => {
    const { start, end, undated } = columns[fact.layer];
    const [from, to] = timeOf(fact.layer);
    return start[fact.index] <= to && end[fact.index] >= from && (!undated[fact.index] || Sitmap.state.undated);
  };

  // Whether a fact passes all filters but time.
  Sitmap.chosen = (fact) => {
    const { off, level } = Sitmap.state;
    return fact.level <= level && !off.has(`layer:${fact.layer}`) && !isOff(keysOf(fact));
  };

  // Of the spans of one place at the chosen day the newest hold; an older one that ends on that day has ended.
  function latestControl(spans) {
    const begin = (fact) => (fact.from === null ? -Infinity : fact.from);
    const starts = new Map();
    for (const fact of spans) {
      if (fact.look !== "claimed" && begin(fact) > (starts.get(fact.cell) ?? -Infinity)) starts.set(fact.cell, begin(fact));
    }
    return spans.filter((fact) => fact.look === "claimed" || begin(fact) === (starts.get(fact.cell) ?? -Infinity));
  }

  // Who holds what on a day, as the filters let it be seen.
  Sitmap.controlAt = (day) => {
    const { facts, start, end } = columns.control;
    return latestControl(facts.filter((_, i) => start[i] <= day && end[i] >= day)).filter(Sitmap.chosen);
  };

  // The same with a strictness of one's own, and with nothing switched off.
  Sitmap.controlRead = (day, strictness) => {
    const { facts, start, end } = columns.control;
    return latestControl(facts.filter((_, i) => start[i] <= day && end[i] >= day)).filter((fact) => fact.level <= strictness);
  };

  Sitmap.forgetShown = () => { shown = null; };

  Sitmap.shown = () => {
    if (shown) return shown;
    const { off, level: most } = Sitmap.state;
    const pass = (layer) => {
      if (off.has(`layer:${layer}`)) return [];
      const on = columns[layer].keys.map((keys) => !isOff(keys));
      return select(layer, (level, number) => level <= most && on[number]);
    };
    shown = { control: Sitmap.controlAt(Sitmap.state.to), axes: pass("axes"), bases: pass("bases"), events: pass("events") };
    return shown;
  };
}
