"use strict";

// What a click opens: a fact with its sentences, several facts as a list in time order, a place with all that is said of it.
{
  const { h, t } = { h: (...args) => Sitmap.h(...args), t: (...args) => Sitmap.t(...args) };

  Sitmap.factTitle = (fact) => {
    if (fact.layer === "axes") return t(`axis_${fact.status}`, { actor: Sitmap.actorName(fact.actor) || t("nobody_named"), place: Sitmap.whereWords(fact) });
    if (fact.layer === "control") return t(`held_${fact.look}`, { actor: Sitmap.actorName(fact.actor), place: Sitmap.whereWords(fact) });
    if (fact.layer === "bases") return fact.title && fact.title !== fact.placeName ? fact.title : `${Sitmap.word("base", fact.kind)}, ${Sitmap.whereWords(fact)}`;
    return `${Sitmap.word("event", fact.kind)}, ${Sitmap.whereWords(fact)}`;
  };

  Sitmap.factWords = (fact) => [Sitmap.factTitle(fact), Sitmap.dateWords(fact), Sitmap.statusWords(fact)].filter(Boolean).join(", ");

  // When, in words: its own date, or when it was reported; never one for the other.
  Sitmap.dateWords = (fact) => {
    const { events, axes, control, bases } = Sitmap.data.tables;
    const table = { events, axes, control, bases }[fact.layer];
    const [start, end] = fact.layer === "control" || fact.layer === "bases" ? [table.valid_from, table.valid_to] : [table.date_start, table.date_end];
    const precision = table.date_precision ? table.date_precision[fact.row] : "day";
    if (fact.layer === "control" || fact.layer === "bases") {
      const [from, to] = [Sitmap.day(start[fact.row]), Sitmap.day(end[fact.row])];
      if (from !== null && to === null) return t("since", { date: Sitmap.whenWords(start[fact.row], start[fact.row], precision) });
      if (from !== null || to !== null) return Sitmap.whenWords(start[fact.row], end[fact.row], "day");
    }
    const words = fact.undated === false ? Sitmap.whenWords(start[fact.row], end[fact.row], precision) : "";
    if (words) return words;
    return fact.reported === null ? t("undated") : t("reported", { date: Sitmap.dayWords(fact.reported) });
  };

  Sitmap.statusWords = (fact) => {
    if (fact.layer === "control") return t(`basis_${fact.look === "contested" || fact.look === "claimed" ? fact.look : fact.basis}`);
    return Sitmap.word(fact.layer === "bases" ? "basestatus" : "status", fact.status);
  };

  Sitmap.party = (id, inferred = false) => {
    if (!id) return null;
    const chip = h("span", { class: "chip" });
    chip.style.background = Sitmap.colour(id);
    return h("span", { class: "party" }, chip, Sitmap.said(Sitmap.actorName(id)), inferred ? h("span", { class: "inferred", title: t("inferred_why") }, ` ${t("inferred")}`) : null);
  };

  // Who did it to whom; what no sentence tells but the story lets one think is marked.
  function parties(fact) {
    const guessed = (part) => Boolean(fact.inferred && fact.inferred.includes(part));
    if (!fact.actor && !fact.target) return null;
    const actor = Sitmap.party(fact.actor, guessed("actor")) || h("span", { class: "inferred" }, t("nobody_named"));
    return fact.target ? [actor, h("span", { class: "to" }, "→"), Sitmap.party(fact.target, guessed("target"))] : actor;
  }

  // The fact's symbol on its own, for headings, lists and the legend.
  Sitmap.factIcon = (fact, size = 24) => {
    const box = Sitmap.s("svg", { class: "fact-icon", viewBox: "-14 -14 28 28", width: size, height: size, "aria-hidden": "true" });
    const { style } = Sitmap.data;
    if (fact.layer === "events" || fact.layer === "bases") {
      const look = style.status[fact.layer === "bases" ? fact.like : fact.status] || style.status.occurred;
      const colour = Sitmap.colour(fact.actor);
      box.append(Sitmap.symbol({ kind: fact.layer, r: 11, colour, look, glyph: fact.glyph, count: 1, foot: 3 }));
    } else if (fact.layer === "axes") box.append(Sitmap.arrowSample(fact.status, Sitmap.colour(fact.actor), fact.main));
    else box.append(Sitmap.zoneSample(fact.look, Sitmap.colour(fact.look === "contested" ? "contested" : fact.actor)));
    return box;
  };

  // The sentence, the stretches that name the fact's places marked.
  function quote(number, fact) {
    const { sources, placeRow } = Sitmap.data;
    const text = sources.quote[number];
    const marks = sources.marks[number];
    const wanted = new Set([fact.place, placeRow.has(fact.origin) ? placeRow.get(fact.origin) : -2]);
    const block = h("blockquote", { dir: "auto" });
    let at = 0;
    for (let i = 0; i < marks.length; i += 3) {
      const [start, end, place] = marks.slice(i, i + 3);
      if (!wanted.has(place) || start < at) continue;
      block.append(text.slice(at, start), h("mark", {}, text.slice(start, end)));
      at = end;
    }
    block.append(text.slice(at));
    return block;
  }

  function cite(number) {
    const { sources, tables } = Sitmap.data;
    const row = sources.article[number];
    const { articles } = tables;
    const title = (row >= 0 && articles.title[row]) || sources.file[number];
    const outlet = row >= 0 ? articles.source[row] : "";
    const address = sources.url[number] || (row >= 0 ? articles.url[row] : "");
    return h(
      "figcaption", {},
      h("cite", {}, address ? Sitmap.link(address, title) : Sitmap.said(title)),
      h("span", { class: "cited" }, [outlet, Sitmap.publishedWords(sources.published[number])].filter(Boolean).join(" · ")),
      sources.copy_of[number] ? h("span", { class: "cited" }, t("copy_of", { article: sources.copy_of[number] })) : null,
      sources.rule[number] ? h("span", { class: "rule" }, `${t("rule")}: `, Sitmap.said(sources.rule[number])) : null,
    );
  }

  Sitmap.sourceList = (fact) =>
    h(
      "div", { class: "sources" },
      h("h4", {}, fact.told > 1 ? t("n_sources", { n: fact.told }) : t("source")),
      fact.sources.map((number) => h("figure", { class: "source" }, quote(number, fact), cite(number))),
    );

  function details(fact) {
    const { events } = Sitmap.data.tables;
    const dead = fact.layer === "events" ? events.fatalities[fact.row] : null;
    const rows = [
      [t("who"), parties(fact)],
      [t("when"), Sitmap.dateWords(fact)],
      [t("status"), [Sitmap.statusWords(fact), fact.background ? `, ${t("background")}` : "", fact.claimant ? h("span", {}, " · ", t("says", { actor: Sitmap.actorName(fact.claimant) })) : null]],
      [t("fatalities"), dead === null || dead === undefined ? null : Sitmap.number(dead)],
      [t("certainty"), Sitmap.confidenceWords(fact.confidence)],
      [t("told_by"), fact.dataset === "articles" ? null : fact.dataset.split(" ").map(Sitmap.datasetName)],
    ];
    return h("dl", {}, rows.filter(([, value]) => value).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]).flat());
  }

  Sitmap.factView = (fact) =>
    h(
      "article", { class: "fact-view" },
      h("header", {}, Sitmap.factIcon(fact, 28), h("h3", { dir: "auto" }, Sitmap.factTitle(fact))),
      details(fact),
      Sitmap.sourceList(fact),
    );

  // Claims that exclude each other, side by side.
  Sitmap.claimsView = (facts) =>
    h(
      "article", { class: "fact-view claims" },
      h("header", {}, Sitmap.factIcon(facts[0], 28), h("h3", { dir: "auto" }, t(facts.every((fact) => fact.look === "contested") ? "claims_title" : "differ_title", { place: Sitmap.whereWords(facts[0]) }))),
      h(
        "div", { class: "claims-columns" },
        facts.map((fact) => h("section", {}, h("h4", {}, Sitmap.party(fact.actor) || t("nobody_named")), h("p", { class: "small" }, [Sitmap.dateWords(fact), Sitmap.statusWords(fact)].join(" · ")), Sitmap.sourceList(fact))),
      ),
    );

  // A row of a list: a button that opens the fact.
  Sitmap.factRow = (fact, act) =>
    h(
      "button", { type: "button", class: "fact-row", onclick: () => act(fact), "data-id": `${fact.layer}/${fact.id}` },
      Sitmap.factIcon(fact, 22),
      h("span", { class: "fact-text" }, h("span", { class: "fact-title", dir: "auto" }, Sitmap.factTitle(fact)), h("span", { class: "fact-when" }, [Sitmap.dateWords(fact), fact.level ? Sitmap.statusWords(fact) : "", fact.inferred && fact.inferred.includes("actor") ? t("inferred_party") : ""].filter(Boolean).join(" · "))),
    );

  // A place of which the sources say different things: what each reading is, and from whom.
  Sitmap.differenceRow = (facts) =>
    h(
      "button", { type: "button", class: "fact-row difference", onclick: () => Sitmap.goToClaims(facts) },
      h(
        "span", { class: "fact-text" },
        h("span", { class: "fact-title", dir: "auto" }, facts[0].layer === "control" ? Sitmap.whereWords(facts[0]) : Sitmap.factTitle(facts[0])),
        facts.slice(0, 5).map((fact) => h("span", { class: "fact-when" }, h("span", { class: "reading" }, Sitmap.party(fact.actor) || t("nobody_named"), ` ${Sitmap.statusWords(fact)} · `, t(fact.told > 1 ? "n_sources" : "one_source", { n: fact.told })))),
      ),
    );

  Sitmap.inOrder = (facts) => 
    facts
      .map((fact) => [Sitmap.orderDay(fact) ?? Infinity, fact])
      .sort(([a, one], [b, other]) => (a === b ? (one.id < other.id ? -1 : 1) : a - b))
      .map(([, fact]) => fact);

  Sitmap.listView = (facts, act) => {
    const places = new Set(facts.map((fact) => fact.placeName));
    const title = places.size === 1 ? facts[0].placeName : t("around", { place: facts[0].placeName });
    return h(
      "article", { class: "list-view" },
      h("header", {}, h("h3", { dir: "auto" }, title), h("span", { class: "small" }, t("n_facts", { n: Sitmap.number(facts.length) }))),
      h("div", { class: "rows" }, Sitmap.inOrder(facts).slice(0, 200).map((fact) => Sitmap.factRow(fact, act))),
    );
  };

  Sitmap.placeView = (row, act) => {
    const { places } = Sitmap.data.tables;
    const facts = Sitmap.facts.all.filter((fact) => (fact.place === row || fact.origin === places.id[row]) && Sitmap.inTime(fact) && Sitmap.chosen(fact));
    const holders = Sitmap.shown().control.filter((fact) => fact.place === row);
    const others = [places.name[row], ...places.names[row]].filter((name, index, all) => name !== (places.label[row] || places.name[row]) && all.indexOf(name) === index).slice(0, 8);
    return h(
      "article", { class: "list-view" },
      h("header", {}, h("h3", { dir: "auto" }, places.label[row] || places.name[row]), h("p", { class: "other-names" }, others.map((name) => Sitmap.said(name)))),
      holders.length ? h("p", { class: "holder" }, holders.map((fact) => h("span", {}, Sitmap.party(fact.actor), ` ${Sitmap.dateWords(fact)}`))) : null,
      facts.length ? h("div", { class: "rows" }, Sitmap.inOrder(facts).slice(0, 200).map((fact) => Sitmap.factRow(fact, act))) : h("p", { class: "empty" }, t("nothing_here")),
    );
  };
}
