"use strict";

// Puts the parts together: makes the map, lays out the cards, opens the view.
{
  const { h, t } = { h: (...args) => Sitmap.h(...args), t: (...args) => Sitmap.t(...args) };

  Sitmap.map = (id) => {
    Sitmap.load();
    Sitmap.makeFacts();
    Sitmap.makePeriod();
    Sitmap.watchTheme();
    Sitmap.arrowLines = [];
    const map = L.map(id, {
      zoomControl: false, attributionControl: false, minZoom: 3, maxZoom: 13, zoomSnap: 0.25, zoomDelta: 0.75, wheelPxPerZoomLevel: 110,
      worldCopyJump: false, keyboard: true, zoomAnimation: !Sitmap.calm(), fadeAnimation: !Sitmap.calm(), inertia: !Sitmap.calm(),
    });
    Sitmap.startPermalink(map);
    Sitmap.makePanes(map);
    map.setView([0, 0], 5, { animate: false });
    const container = map.getContainer();
    container.setAttribute("role", "application");
    container.setAttribute("aria-label", Sitmap.data.meta.title);
    return map;
  };

  function title() {
    const { meta, tables } = Sitmap.data;
    const period = h("p", { class: "period" });
    const show = () => {
      const { from, to, first, last } = Sitmap.state;
      period.textContent = from === first && to === last ? `${Sitmap.dayWords(first)} – ${Sitmap.dayWords(last)}` : t("shown_period", { from: Sitmap.dayWords(from), to: Sitmap.dayWords(to) });
    };
    show();
    Sitmap.on(["from", "to"], show);
    const newest = meta.newest ? t("newest_article", { date: Sitmap.publishedWords(meta.newest) }) : "";
    const count = t(tables.articles.rows === 1 ? "one_article" : "n_articles", { n: Sitmap.number(tables.articles.rows) });
    return h(
      "header", { class: "title" },
      h("h1", { dir: "auto" }, meta.title),
      meta.subtitle ? h("p", { class: "subtitle", dir: "auto" }, meta.subtitle) : null,
      period,
      h("p", { class: "meta" }, [count, newest].filter(Boolean).join(" · ")),
    );
  }

  function layout() {
    const legendToggle = h(
      "button", { type: "button", class: "fold", "aria-expanded": "true", "aria-controls": "legend" }, h("span", {}, t("legend")), Sitmap.icon("down"),
    );
    const side = h("div", { class: "card side" }, title(), legendToggle);
    legendToggle.addEventListener("click", () => {
      const folded = side.classList.toggle("is-folded");
      legendToggle.setAttribute("aria-expanded", String(!folded));
    });
    const tools = h("div", { class: "corner" }, Sitmap.searchBox, Sitmap.tools);
    const credit = h("p", { class: "credit" }, t(Sitmap.data.basemap.countries.length ? "credit" : "credit_plain"));
    const ui = h("div", { class: "ui" }, side, tools, Sitmap.timeCard, Sitmap.panel, credit);
    document.body.append(ui);
    const narrow = matchMedia("(max-width: 720px)");
    const settle = () => {
      if (!narrow.matches) side.append(Sitmap.legend);
      Sitmap.fillPanel();
    };
    narrow.addEventListener("change", settle);
    settle();
    if (Sitmap.embedded) document.body.classList.add("embed");
  }

  // Pixels that cards cover at each side: left, top, right, bottom.
  Sitmap.padding = () => {
    const box = (selector) => document.querySelector(selector).getBoundingClientRect();
    if (Sitmap.isPhone()) return [24, box(".side").bottom + 14, 24, innerHeight - box(".time").top + 14];
    const rtl = document.dir === "rtl";
    const side = Sitmap.embedded ? 20 : box(".side").width + 36;
    const other = Sitmap.state.panel ? box(".panel").width + 80 : 76;
    const [left, right] = rtl ? [other, side] : [side, other];
    return [left, 36, right, Sitmap.embedded ? 30 : innerHeight - box(".time").top + 22];
  };

  Sitmap.parts.begin = (map) => {
    layout();
    Sitmap.openView = (animate) => {
      const { view, box } = Sitmap.data.meta;
      if (view) return map.setView([view[0], view[1]], view[2], { animate: false });
      const [west, south, east, north] = box || [-20, -30, 50, 50];
      const [left, top, right, bottom] = Sitmap.padding();
      return map.fitBounds([[south, west], [north, east]], { paddingTopLeft: [left, top], paddingBottomRight: [right, bottom], maxZoom: 9.5, animate: Boolean(animate) && !Sitmap.calm() });
    };
    if (!Sitmap.readPermalink()) Sitmap.openView(false);
    if (Sitmap.embedded) map.scrollWheelZoom.disable();
    document.documentElement.classList.add("ready");
  };
}
