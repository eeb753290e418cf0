"use strict";

// The interface's words, and facts in words.
{
  Sitmap.t = (key, values) => {
    const text = Sitmap.data.strings[key] || key;
    return values ? text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole)) : text;
  };

  Sitmap.has = (key) => key in Sitmap.data.strings;

  // A word of the contract (a status, a kind) in the interface's language; unknown ones as they stand.
  Sitmap.word = (group, value) => {
    const key = `${group}_${value.toLowerCase().replace(/[^a-z]+/g, "_").replace(/_+$/, "")}`;
    return Sitmap.has(key) ? Sitmap.t(key) : value;
  };

  Sitmap.actorName = (id) => {
    if (!id) return "";
    if (id === "contested") return Sitmap.t("control_contested");
    const actor = Sitmap.data.actors.get(id);
    return actor ? actor.name : id;
  };

  // Who tells a fact: the articles, or imported data by its title.
  Sitmap.datasetName = (name) => (name === "articles" ? Sitmap.h("span", {}, Sitmap.t("from_articles")) : Sitmap.said(Sitmap.data.meta.datasets[name] || name));

  Sitmap.confidenceWords = (value) => {
    if (value === null || value === undefined) return "";
    return Sitmap.t(value >= 0.75 ? "sure_high" : value >= 0.5 ? "sure_fair" : "sure_low");
  };

  let numbers = null; // making one takes longer than all its numbers
  Sitmap.number = (value) => {
    numbers = numbers || new Intl.NumberFormat(Sitmap.data.meta.language);
    return numbers.format(value);
  };

  // "south of Misrata", "Tripoli"; a relation that the interface has no word for stays as the text has it.
  Sitmap.whereWords = (fact) => (fact.relation ? `${Sitmap.word("relation", fact.relation)} ${fact.placeName}` : fact.placeName);
}
