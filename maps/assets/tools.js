"use strict";

// The buttons beside the map: zoom, whole view, lists, theme, and a menu for taking things away.
{
  const { h, t } = { h: (...args) => Sitmap.h(...args), t: (...args) => Sitmap.t(...args) };

  const button = (icon, label, act, props) => h("button", { type: "button", class: "tool", "aria-label": label, title: label, onclick: act, ...props }, Sitmap.icon(icon));

  function menu() {
    const close = () => {
      list.hidden = true;
      toggle.setAttribute("aria-expanded", "false");
    };
    const item = (key, act) => h("button", { type: "button", role: "menuitem", onclick: () => { close(); act(); } }, t(key));
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(location.href);
      } catch {
        window.prompt(t("copy_link"), location.href);
      }
    };
    const list = h(
      "div", { class: "card menu", role: "menu", id: "tool-menu", "aria-label": t("more"), hidden: true },
      item("download_geojson", () => Sitmap.download("geojson")), item("download_csv", () => Sitmap.download("csv")), item("copy_link", copy), item("print", () => window.print()),
    );
    const toggle = button("more", t("more"), () => {
      list.hidden = !list.hidden;
      toggle.setAttribute("aria-expanded", String(!list.hidden));
      if (!list.hidden) list.firstChild.focus();
    }, { "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": "tool-menu" });
    const box = h("div", { class: "menu-box" }, toggle, list);
    box.addEventListener("keydown", (event) => {
      const items = [...list.children];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && !list.hidden) {
        event.preventDefault();
        items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
      }
      if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        close();
        toggle.focus();
      }
    });
    box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) close(); });
    return box;
  }

  Sitmap.parts.tools = (map) => {
    const lists = button("list", t("panel"), () => Sitmap.set({ panel: !Sitmap.state.panel }), { "aria-controls": "panel", "aria-expanded": "false" });
    Sitmap.on(["panel"], () => lists.setAttribute("aria-expanded", String(Sitmap.state.panel)));
    Sitmap.tools = h(
      "div", { class: "tools", role: "toolbar", "aria-label": t("tools"), "aria-orientation": "vertical" },
      h("div", { class: "card group lists-tool" }, lists),
      h("div", { class: "card group zoom" }, button("plus", t("zoom_in"), () => map.zoomIn()), button("minus", t("zoom_out"), () => map.zoomOut()), button("home", t("whole_view"), () => Sitmap.openView(true))),
      h("div", { class: "card group" }, button("theme", t("theme"), () => Sitmap.set({ theme: Sitmap.isDark() ? "light" : "dark" })), menu()),
    );
    L.control.scale({ position: "bottomright", imperial: false, maxWidth: 110 }).addTo(map);
  };
}
