"use strict";

// What the panel's tabs hold: events, places, articles, what is not mapped, what changed.
{
  const { h, t } = { h: (...args) => Sitmap.h(...args), t: (...args) => Sitmap.t(...args) };
  const MOST = 400; // rows drawn at once; the search narrows

  Sitmap.plain = (text) =>
    text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "").replace(/[إأآٱ]/g, "ا").replace(/ة/g, "ه").replace(/ى/g, "ي").replace(/['’ʿʾ`-]/g, " ").toLowerCase().trim();

  const sourcesText = (fact) => fact.sources.map((number) => Sitmap.data.sources.quote[number]).join(" ");

  function matching(facts, wanted) {
    if (!wanted) return facts;
    return facts.filter((fact) => Sitmap.plain(`${Sitmap.factTitle(fact)} ${Sitmap.actorName(fact.actor)} ${Sitmap.actorName(fact.target)} ${sourcesText(fact)}`).includes(wanted));
  }

  const more = (list) => (list.length > MOST ? h("p", { class: "empty" }, t("n_more", { n: Sitmap.number(list.length - MOST) })) : null);
  const none = (text) => h("p", { class: "empty" }, text);

  function events(wanted) {
    const { axes, bases, events: happened } = Sitmap.shown();
    const found = Sitmap.inOrder(matching([...axes, ...bases, ...happened], wanted)).reverse();
    const rows = [];
    let month = "";
    for (const fact of found.slice(0, MOST)) {
      const day = Sitmap.orderDay(fact);
      const name = day === null ? t("undated") : Sitmap.monthWords(day);
      if (name !== month) rows.push(h("h4", { class: "month" }, name));
      month = name;
      rows.push(Sitmap.factRow(fact, Sitmap.goTo));
    }
    return rows.length ? [...rows, more(found)] : [none(t("no_events"))];
  }

  function places(wanted) {
    const { places: table } = Sitmap.data.tables;
    const counts = new Map();
    const holders = new Map();
    for (const layer of Object.values(Sitmap.shown())) {
      for (const fact of layer) {
        counts.set(fact.place, (counts.get(fact.place) || 0) + 1);
        if (fact.layer === "control") holders.set(fact.place, [...(holders.get(fact.place) || []), fact]);
      }
    }
    const rows = [];
    for (let row = 0; row < table.rows; row += 1) {
      if (wanted && !Sitmap.plain([table.name[row], ...table.names[row], ...table.names_in_text[row]].join(" ")).includes(wanted)) continue;
      if (wanted || counts.has(row)) rows.push(row);
    }
    rows.sort((a, b) => (counts.get(b) || 0) - (counts.get(a) || 0) || a - b);
    const list = rows.slice(0, MOST).map((row) => {
      const held = holders.get(row) || [];
      const status = held.map((fact) => h("span", { class: "holding" }, Sitmap.party(fact.look === "contested" ? "contested" : fact.actor), fact.look === "contested" ? ` ${Sitmap.actorName(fact.actor)}` : ` ${Sitmap.dateWords(fact)}`));
      return h(
        "button", { type: "button", class: "fact-row place-row", onclick: () => Sitmap.openPlace(row) },
        h("span", { class: "fact-text" }, h("span", { class: "fact-title", dir: "auto" }, table.name[row]), h("span", { class: "fact-when" }, status.length ? status : t("nobody_holds"))),
        h("span", { class: "count" }, Sitmap.number(counts.get(row) || 0)),
      );
    });
    return list.length ? [...list, more(rows)] : [none(t("no_places"))];
  }

  function articles(wanted) {
    const { articles: table } = Sitmap.data.tables;
    const rows = [...Array(table.rows).keys()].filter((row) => !wanted || Sitmap.plain(`${table.title[row]} ${table.article[row]} ${table.source[row]}`).includes(wanted));
    rows.sort((a, b) => (table.published[b] || "").localeCompare(table.published[a] || ""));
    return rows.length
      ? rows.slice(0, MOST).map((row) =>
          h(
            "section", { class: "article-row" },
            h("h4", {}, table.url[row] ? Sitmap.link(table.url[row], table.title[row] || table.article[row]) : Sitmap.said(table.title[row] || table.article[row])),
            h("p", { class: "small" }, Sitmap.said([table.source[row], Sitmap.publishedWords(table.published[row])].filter(Boolean).join(" · "))),
            h("p", { class: "gave" }, ["events", "control", "axes", "bases", "not_mapped"].filter((layer) => table[layer][row]).map((layer) => h("span", {}, `${Sitmap.number(table[layer][row])} ${t(`gave_${layer}`)}`))),
          ),
        )
      : [none(t("no_articles"))];
  }

  function notMapped(wanted) {
    const { not_mapped: table } = Sitmap.data.tables;
    const rows = [...Array(table.rows).keys()].filter((row) => !wanted || Sitmap.plain(`${table.text[row]} ${table.why[row]}`).includes(wanted));
    const list = rows.slice(0, MOST).map((row) => h("section", { class: "missed" }, h("blockquote", { dir: "auto" }, table.text[row]), h("p", { class: "small" }, Sitmap.said(table.why[row]), table.candidates[row].length ? [` · ${t("candidates")}: `, Sitmap.said(table.candidates[row].join(", "))] : null), h("p", { class: "small file" }, Sitmap.said(table.article[row]))));
    return [h("p", { class: "intro" }, t("not_mapped_intro")), ...(list.length ? list : [none(t("no_missed"))]), more(rows)];
  }

  // Our own Markdown: headings, lists, lines. Inline marks stay as they are.
  function changes(wanted) {
    const lines = Sitmap.data.changes.split("\n").filter((line) => line.trim() && (!wanted || line.startsWith("#") || Sitmap.plain(line).includes(wanted)));
    const view = [];
    for (const line of lines) {
      if (line.startsWith("# ")) continue;
      if (line.startsWith("#")) view.push(h("h4", { class: "month" }, line.replace(/^#+\s*/, "")));
      else view.push(h("p", { class: line.startsWith("- ") ? "change" : "intro", dir: "auto" }, line.replace(/^- /, "")));
    }
    return view.length ? view : [none(t("no_changes"))];
  }

  Sitmap.lists = { events, places, articles, not_mapped: notMapped, changes };
}
