"use strict";

// What the panel's tabs hold: events, places, articles, what is not mapped, what changed.
{
  const { h, t } = { h: (...args) => Sitmap.h(...args), t: (...args) => Sitmap.t(...args) };
  const MOST = 150; // rows drawn at first; a button adds as many
  let drawn = MOST;
  let order = null; // facts of the list of events, newest first
  const plainText = new Map();

  Sitmap.plain = (text) =>
    text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "").replace(/[إأآٱ]/g, "ا").replace(/ة/g, "ه").replace(/ى/g, "ي").replace(/['’ʿʾ`-]/g, " ").toLowerCase().trim();

  const sourcesText = (fact) => fact.sources.map((number) => Sitmap.data.sources.quote[number]).join(" ");

  // What the filter looks through; made when it is first asked for.
  function textOf(fact) {
    if (!plainText.has(fact)) plainText.set(fact, Sitmap.plain(`${Sitmap.factTitle(fact)} ${Sitmap.actorName(fact.actor)} ${Sitmap.actorName(fact.target)} ${sourcesText(fact)}`));
    return plainText.get(fact);
  }

  function showMore() {
    drawn += 2 * MOST;
    Sitmap.fillPanel();
  }

  const more = (list) => (list.length > drawn ? h("button", { type: "button", class: "more-rows", onclick: showMore }, t("n_more", { n: Sitmap.number(list.length - drawn) })) : null);

  // From the top again, when another list or another filter is chosen.
  Sitmap.fewerRows = () => { drawn = MOST; };
  const none = (text) => h("p", { class: "empty" }, text);

  function newestFirst() {
    const all = Sitmap.inOrder([...Sitmap.facts.axes, ...Sitmap.facts.bases, ...Sitmap.facts.events]).reverse();
    const dated = (fact) => Sitmap.orderDay(fact) !== null;
    return [...all.filter(dated), ...all.filter((fact) => !dated(fact))];
  }

  function events(wanted) {
    order = order || newestFirst();
    const { axes, bases, events: happened } = Sitmap.shown();
    const shown = new Set([...axes, ...bases, ...happened]);
    const found = order.filter((fact) => shown.has(fact) && (!wanted || textOf(fact).includes(wanted)));
    const rows = [];
    let month = "";
    for (const fact of found.slice(0, drawn)) {
      const day = Sitmap.orderDay(fact);
      const name = day === null ? t("undated") : Sitmap.monthWords(day);
      if (name !== month) rows.push(h("h4", { class: "month" }, name));
      month = name;
      rows.push(Sitmap.factRow(fact, Sitmap.goTo));
    }
    return rows.length ? [...rows, more(found)] : [none(t("no_events"))];
  }

  // Who holds a place: each party once, those that dispute it in one line.
  function holding(held) {
    const disputed = held.filter((fact) => fact.look === "contested");
    const firm = [...new Map(held.filter((fact) => fact.look !== "contested").reverse().map((fact) => [fact.actor, fact])).values()];
    const names = [...new Set(disputed.map((fact) => fact.actor))].filter((actor) => actor !== "contested").map(Sitmap.actorName).join(", ");
    return [
      ...firm.map((fact) => h("span", { class: "holding" }, Sitmap.party(fact.actor), ` ${Sitmap.dateWords(fact)}`)),
      ...(disputed.length ? [h("span", { class: "holding" }, Sitmap.party("contested"), names ? h("span", {}, ": ", Sitmap.said(names)) : null)] : []),
    ];
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
    const list = rows.slice(0, drawn).map((row) => {
      const status = holding(holders.get(row) || []);
      return h(
        "button", { type: "button", class: "fact-row place-row", onclick: () => Sitmap.openPlace(row) },
        h("span", { class: "fact-text" }, h("span", { class: "fact-title", dir: "auto" }, table.label[row] || table.name[row]), h("span", { class: "fact-when" }, status.length ? status : t("nobody_holds"))),
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
      ? rows.slice(0, drawn).map((row) =>
          h(
            "section", { class: "article-row" },
            h("h4", {}, table.url[row] ? Sitmap.link(table.url[row], table.title[row] || table.article[row]) : Sitmap.said(table.title[row] || table.article[row])),
            h("p", { class: "small" }, Sitmap.said([table.source[row], Sitmap.publishedWords(table.published[row])].filter(Boolean).join(" · "))),
            table.copy_of[row] ? h("p", { class: "small" }, t("copy_of", { article: table.copy_of[row] })) : null,
            h("p", { class: "gave" }, ["events", "control", "axes", "bases", "not_mapped"].filter((layer) => table[layer][row]).map((layer) => h("span", {}, `${Sitmap.number(table[layer][row])} ${t(`gave_${layer}`)}`))),
          ),
        )
      : [none(t("no_articles"))];
  }

  function notMapped(wanted) {
    const { not_mapped: table } = Sitmap.data.tables;
    const rows = [...Array(table.rows).keys()].filter((row) => !wanted || Sitmap.plain(`${table.text[row]} ${table.why[row]}`).includes(wanted));
    const list = rows.slice(0, drawn).map((row) => h("section", { class: "missed" }, h("blockquote", { dir: "auto" }, table.text[row]), h("p", { class: "small" }, Sitmap.said(table.why[row]), table.candidates[row].length ? [` · ${t("candidates")}: `, Sitmap.said(table.candidates[row].join(", "))] : null), h("p", { class: "small file" }, Sitmap.said(table.article[row]))));
    return [h("p", { class: "intro" }, t("not_mapped_intro")), ...(list.length ? list : [none(t("no_missed"))]), more(rows)];
  }

  // The ground of each party as strictly or as loosely as one may read; then the places where the sources part.
  function readings(wanted) {
    const ground = Sitmap.groundByReading().filter(({ actor }) => !wanted || Sitmap.plain(Sitmap.actorName(actor)).includes(wanted));
    const steps = Sitmap.readingSteps;
    const table = h(
      "table", { class: "ground-table" },
      h("caption", {}, t("ground_caption", { date: Sitmap.dayWords(Sitmap.state.to) })),
      h("thead", {}, h("tr", {}, h("td", {}), steps.map((step) => h("th", { scope: "col" }, t(`reading_${step}`))))),
      h("tbody", {}, ground.map(({ actor, km2 }) => h("tr", {}, h("th", { scope: "row" }, Sitmap.party(actor)), km2.map((value) => h("td", {}, value ? Sitmap.number(Number(value.toPrecision(2))) : "–"))))),
    );
    const parted = Sitmap.differences().filter((facts) => !wanted || Sitmap.plain(facts[0].placeName).includes(wanted));
    return [
      h("h4", { class: "month" }, t("ground_title")), ...(ground.length ? [table, h("p", { class: "intro" }, t("ground_note"))] : [none(t("no_ground"))]),
      h("h4", { class: "month" }, t("differences_title")), ...(parted.length ? parted.slice(0, drawn).map(Sitmap.differenceRow) : [none(t("no_differences"))]), more(parted),
    ];
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

  Sitmap.lists = { events, places, readings, articles, not_mapped: notMapped, changes };
}
