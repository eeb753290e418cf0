"use strict";

// Puts the parts together: makes the map, lays out the cards, opens the view.
{
  const { h, t } = { h: (...args) => Sitmap.h(...args), t: (...args) => Sitmap.t(...args) };

  Sitmap.map = (id) => {
    Sitmap.load();
    Sitmap.makeFacts();
    Sitmap.makeSelection();
    Sitmap.makePeriod();
    Sitmap.watchTheme();
    Sitmap.ready = false;
    Object.assign(Sitmap, { arrowLines: [], symbolGroups: [], contactPoints: [] });
    const map = L.map(id, {
      zoomControl: false, attributionControl: false, minZoom: 3, maxZoom: 13, zoomSnap: 0.25, zoomDelta: 0.75, wheelPxPerZoomLevel: 110,
      worldCopyJump: false, keyboard: true, zoomAnimation: !Sitmap.calm(), fadeAnimation: !Sitmap.calm(), inertia: !Sitmap.calm(),
    });
    Sitmap.theMap = map;
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
      period.textContent = from === first && to === last ? `${Sitmap.fromWords()} – ${Sitmap.dayWords(last)}` : t("shown_period", { from: Sitmap.fromWords(), to: Sitmap.dayWords(to) });
    };
    show();
    Sitmap.on(["from", "to"], show);
    const newest = meta.newest ? t("newest_article", { date: Sitmap.publishedWords(meta.newest) }) : "";
    const count = t(tables.articles.rows === 1 ? "one_article" : "n_articles", { n: Sitmap.number(tables.articles.rows) });
    return h(
      "header", { class: "title" },
      meta.logo.startsWith("data:image/") ? h("img", { class: "logo", src: meta.logo, alt: "" }) : null,
      h("h1", { dir: "auto" }, meta.title),
      meta.subtitle ? h("p", { class: "subtitle", dir: "auto" }, meta.subtitle) : null,
      period,
      h("p", { class: "meta" }, [count, newest].filter(Boolean).join(" · ")),
    );
  }

  function layout(map) {
    const legendToggle = h(
      "button", { type: "button", class: "fold", "aria-expanded": "true", "aria-controls": "legend" }, h("span", {}, t("legend")), Sitmap.icon("down"),
    );
    const side = h("div", { class: "card side" }, title(), legendToggle);
    legendToggle.addEventListener("click", () => {
      const folded = side.classList.toggle("is-folded");
      legendToggle.setAttribute("aria-expanded", String(!folded));
    });
    const tools = h("div", { class: "corner" }, Sitmap.searchBox, Sitmap.tools);
    const credit = h("p", { class: "credit" }, Sitmap.groundCredit());
    Sitmap.credit = credit;
    const ui = h("div", { class: "ui" }, side, tools, Sitmap.timeCard, Sitmap.panel, credit);
    document.body.append(ui);
    const narrow = matchMedia("(max-width: 720px)");
    const settle = () => {
      if (!narrow.matches || Sitmap.embedded) side.append(Sitmap.legend);
      Sitmap.fillPanel();
    };
    if (Sitmap.embedded) {
      document.body.classList.add("embed");
      if (innerWidth < 620) legendToggle.click();
    }
    narrow.addEventListener("change", settle);
    let theme = "auto";
    window.addEventListener("beforeprint", () => {
      theme = Sitmap.state.theme;
      side.append(Sitmap.legend);
      Sitmap.setTheme("light");
      map.invalidateSize({ animate: false });
    });
    window.addEventListener("afterprint", () => {
      Sitmap.setTheme(theme);
      settle();
    });
    settle();
  }

  // Pixels that cards cover at each side: left, top, right, bottom. Measured once until the layout changes.
  let measured = null;
  Sitmap.padding = () => {
    measured = measured || measure();
    return measured;
  };
  Sitmap.forgetPadding = () => { measured = null; };

  const measure = () => {
    if (!document.querySelector(".ui")) return [0, 0, 0, 0];
    const box = (selector) => document.querySelector(selector).getBoundingClientRect();
    if (Sitmap.isPhone() && !Sitmap.embedded) return [70, box(".side").bottom + 16, 64, innerHeight - box(Sitmap.state.panel ? ".panel" : ".time").top + 16];
    if (Sitmap.embedded) return innerWidth < 620 ? [40, box(".side").bottom + 20, 50, 30] : [box(".side").width + 36, 30, 50, 30];
    const rtl = document.dir === "rtl";
    const side = box(".side").width + 60;
    const other = Sitmap.state.panel ? box(".panel").width + 80 : 76;
    const [left, right] = rtl ? [other, side] : [side, other];
    return [left, 36, right, innerHeight - box(".time").top + 22];
  };

  Sitmap.parts.begin = (map) => {
    layout(map);
    Sitmap.forgetPadding();
    window.addEventListener("resize", Sitmap.forgetPadding);
    let opening = "";
    const where = () => `${map.getZoom()} ${map.getCenter().lat.toFixed(3)} ${map.getCenter().lng.toFixed(3)}`;
    Sitmap.viewIsOpening = () => opening === where(); // the reader has not moved the map
    Sitmap.openView = (animate) => {
      const { view, box: wide, close } = Sitmap.data.meta;
      const box = Sitmap.isPhone() ? close : wide;
      opening = "";
      map.once("moveend", () => { opening = where(); });
      if (view) return map.setView([view[0], view[1]], view[2], { animate: false });
      const [west, south, east, north] = box || [-20, -30, 50, 50];
      const [left, top, right, bottom] = Sitmap.padding();
      return map.fitBounds([[south, west], [north, east]], { paddingTopLeft: [left, top], paddingBottomRight: [right, bottom], maxZoom: 9.5, animate: Boolean(animate) && !Sitmap.calm() });
    };
    if (!Sitmap.readPermalink()) Sitmap.openView(false);
    if (Sitmap.embedded) {
      // The page around goes on scrolling; two fingers still move the map.
      map.scrollWheelZoom.disable();
      if (matchMedia("(pointer: coarse)").matches) map.dragging.disable();
    }
    Sitmap.ready = true; // nothing is drawn before the view stands
    Sitmap.redraw();
    document.documentElement.classList.add("ready");
  };
}
