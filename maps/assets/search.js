"use strict";

// Search for a place by any of its names, in any script.
{
  const { h, t } = { h: (...args) => Sitmap.h(...args), t: (...args) => Sitmap.t(...args) };
  const MOST = 8;
  let index = null;

  const bare = (text) => Sitmap.plain(text).replace(/^(al|el|as|ash|at|az|ar)[ ]/, "").replace(/^ال/, "");

  function build() {
    const { places } = Sitmap.data.tables;
    const { towns } = Sitmap.data.basemap;
    const list = [];
    for (let row = 0; row < places.rows; row += 1) {
      const names = [...new Set([places.name[row], ...places.names[row], ...places.names_in_text[row]])];
      list.push({ row, name: places.name[row], plain: names.map(bare), names });
    }
    const known = new Set(places.id);
    for (let row = 0; row < towns.rows; row += 1) {
      if (!known.has(towns.id[row])) list.push({ row: -1, name: towns.name[row], plain: [bare(towns.name[row])], names: [towns.name[row]], at: [towns.lat[row], towns.lon[row]] });
    }
    return list;
  }

  function find(text) {
    index = index || build();
    const wanted = bare(text);
    if (!wanted) return [];
    const score = (entry) => Math.min(...entry.plain.map((name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : 9)));
    return index
      .map((entry) => ({ entry, score: score(entry) + (entry.row < 0 ? 0.5 : 0) }))
      .filter((hit) => hit.score < 9)
      .sort((a, b) => a.score - b.score || a.entry.name.localeCompare(b.entry.name))
      .slice(0, MOST)
      .map((hit) => ({ ...hit.entry, other: hit.entry.names.find((name) => name !== hit.entry.name && bare(name).includes(wanted)) }));
  }

  Sitmap.parts.search = () => {
    let hits = [];
    let active = -1;
    const list = h("ul", { class: "hits", role: "listbox", id: "search-hits", "aria-label": t("search"), hidden: true });
    const input = h("input", {
      type: "search", class: "search-input", role: "combobox", placeholder: t("search"), "aria-label": t("search"), "aria-expanded": "false",
      "aria-controls": "search-hits", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
    });
    const choose = (hit) => {
      input.value = "";
      show("");
      if (hit.row >= 0) Sitmap.openPlace(hit.row);
      else Sitmap.flyTo(hit.at, 9);
    };
    const mark = () => {
      [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === active)));
      if (active >= 0) input.setAttribute("aria-activedescendant", `hit-${active}`);
      else input.removeAttribute("aria-activedescendant");
    };
    const show = (text) => {
      hits = find(text);
      active = hits.length ? 0 : -1;
      Sitmap.clear(list).append(
        ...hits.map((hit, number) => h("li", { role: "option", id: `hit-${number}`, onpointerdown: (event) => { event.preventDefault(); choose(hit); } }, Sitmap.said(hit.name), hit.other ? Sitmap.said(hit.other, { class: "other-name" }) : null)),
      );
      if (text && !hits.length) list.append(h("li", { class: "empty", role: "option", "aria-disabled": "true" }, t("no_hit")));
      list.hidden = !text;
      input.setAttribute("aria-expanded", String(Boolean(text)));
      mark();
    };
    input.addEventListener("input", () => show(input.value));
    input.addEventListener("blur", () => { list.hidden = true; });
    input.addEventListener("focus", () => show(input.value));
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        active = hits.length ? (active + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length : -1;
        mark();
      } else if (event.key === "Enter" && hits[active]) choose(hits[active]);
      else if (event.key === "Escape") {
        input.value = "";
        show("");
      }
    });
    Sitmap.searchBox = h("div", { class: "card search", role: "search" }, Sitmap.icon("search"), input, list);
  };
}
