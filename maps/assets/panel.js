"use strict";

// The panel with its tabs: a column beside the map, a drawer from below on a phone (where it also holds the legend).
{
  const { h, t } = { h: (...args) => Sitmap.h(...args), t: (...args) => Sitmap.t(...args) };
  const TABS = ["legend", "events", "places", "readings", "articles", "not_mapped", "changes"];
  let wanted = "";
  let body = null;
  let tabs = null;
  let extra = null; // what a popup would hold, shown in the drawer

  const tabId = (name) => `tab-${name}`;

  function choose(name) {
    extra = null;
    Sitmap.fewerRows();
    Sitmap.set({ tab: name, panel: true });
    fill();
  }

  function fill() {
    const { state } = Sitmap;
    const phone = Sitmap.isPhone();
    const tab = !phone && state.tab === "legend" ? "events" : state.tab;
    for (const button of tabs.children) {
      const on = button.dataset.tab === tab && !extra;
      button.setAttribute("aria-selected", String(on));
      button.tabIndex = on || (extra && button.dataset.tab === tab) ? 0 : -1;
      button.hidden = button.dataset.tab === "legend" && !phone;
    }
    const search = body.previousElementSibling;
    search.hidden = tab === "legend" || Boolean(extra);
    if (!state.panel && !phone) return;
    body.setAttribute("aria-labelledby", tabId(tab));
    if (extra) Sitmap.clear(body).append(extra);
    else if (tab === "legend") Sitmap.clear(body).append(Sitmap.legend);
    else Sitmap.clear(body).append(...Sitmap.lists[tab](wanted).filter(Boolean));
  }

  function arrows(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const visible = [...tabs.children].filter((button) => !button.hidden);
    const towards = document.dir === "rtl" ? -step : step;
    const next = visible[(visible.indexOf(document.activeElement) + towards + visible.length) % visible.length];
    choose(next.dataset.tab);
    next.focus();
  }

  Sitmap.showInDrawer = (content) => {
    extra = content;
    Sitmap.set({ panel: true });
    fill();
    body.scrollTop = 0;
    body.focus({ preventScroll: true });
  };

  Sitmap.parts.panel = (map) => {
    tabs = h("div", { class: "tabs", role: "tablist", "aria-label": t("panel"), onkeydown: arrows });
    for (const name of TABS) {
      tabs.append(h("button", { type: "button", role: "tab", id: tabId(name), "data-tab": name, "aria-controls": "panel-body", onclick: () => choose(name) }, t(`tab_${name}`)));
    }
    const input = h("input", {
      type: "search", class: "filter", placeholder: t("filter_list"), "aria-label": t("filter_list"),
      oninput: (event) => {
        wanted = Sitmap.plain(event.target.value);
        Sitmap.fewerRows();
        fill();
      },
    });
    body = h("div", { class: "panel-body", id: "panel-body", role: "tabpanel", tabindex: 0 });
    const close = h("button", { type: "button", class: "round close", "aria-label": t("close_panel"), onclick: () => Sitmap.set({ panel: false }) }, Sitmap.icon("close"));
    const panel = h("aside", { class: "card panel", id: "panel", "aria-label": t("panel") }, h("div", { class: "panel-head" }, tabs, close), input, body);
    const show = () => {
      panel.classList.toggle("is-open", Sitmap.state.panel);
      document.body.classList.toggle("panel-open", Sitmap.state.panel);
      Sitmap.forgetPadding();
      panel.inert = !Sitmap.state.panel && !Sitmap.isPhone();
      if (!Sitmap.state.panel) extra = null;
      fill();
    };
    Sitmap.on(["panel", "tab"], show);
    Sitmap.after(["filter", "theme"], show);
    // What was in view stays in view: the map gives way to the column.
    Sitmap.on(["panel"], () => {
      if (Sitmap.viewIsOpening()) {
        Sitmap.openView(true);
        return;
      }
      if (Sitmap.isPhone()) return;
      const way = (document.dir === "rtl" ? -1 : 1) * (Sitmap.state.panel ? 1 : -1);
      map.panBy([(way * 404) / 2, 0], { animate: !Sitmap.calm() });
    });
    Sitmap.panel = panel;
    Sitmap.fillPanel = show;
  };
}
