"use strict";

// View, time, filters and the open feature live in the address after the "#".
{
  const round = (value, digits) => Number(value.toFixed(digits));
  let theMap = null;
  let quiet = false;

  function write() {
    if (quiet) return;
    const { state } = Sitmap;
    const centre = theMap.getCenter();
    const parts = [`v=${round(centre.lat, 4)},${round(centre.lng, 4)},${round(theMap.getZoom(), 2)}`];
    if (state.from !== state.first || state.to !== state.last) parts.push(`t=${Sitmap.iso(state.from)},${Sitmap.iso(state.to)}`);
    if (state.level !== 2) parts.push(`s=${state.level}`);
    if (!state.undated) parts.push("u=0");
    if ([...state.off].join() !== "layer:earlier") parts.push(`off=${[...state.off].map(encodeURIComponent).join(",")}`);
    if (state.panel) parts.push(`tab=${state.tab}`);
    if (state.theme !== "auto") parts.push(`theme=${state.theme}`);
    if (state.open) parts.push(`open=${encodeURIComponent(state.open)}`);
    if (Sitmap.embedded) parts.unshift("embed");
    try {
      history.replaceState(null, "", `#${parts.join("&")}`);
    } catch {
      quiet = true; // a frame without an address of its own, or a browser that has had enough
    }
  }

  function read() {
    const values = {};
    for (const part of location.hash.slice(1).split("&")) {
      const [name, value = ""] = part.split(/=(.*)/s);
      values[name] = value;
    }
    return values;
  }

  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return "";
    }
  };

  // Applies an address; gives whether it chose a view.
  Sitmap.readPermalink = () => {
    const { state } = Sitmap;
    const values = read();
    const patch = {};
    const inside = (day) => day !== null && day >= state.first && day <= state.last;
    if (values.t) {
      const [from, to] = values.t.split(",").map(Sitmap.day);
      if (inside(from) && inside(to) && from <= to) Object.assign(patch, { from, to });
    }
    if (/^[0-3]$/.test(values.s || "")) patch.level = Number(values.s);
    if (values.u === "0") patch.undated = false;
    if ("off" in values) patch.off = new Set(values.off.split(",").map(decoded).filter(Boolean));
    if (["legend", ...Object.keys(Sitmap.lists)].includes(values.tab)) Object.assign(patch, { tab: values.tab, panel: true });
    if (["light", "dark"].includes(values.theme)) patch.theme = values.theme;
    Sitmap.set(patch);
    if (values.open) setTimeout(() => Sitmap.openById(decoded(values.open)), 0);
    const view = (values.v || "").split(",").map(Number);
    if (view.length !== 3 || !view.every(Number.isFinite) || Math.abs(view[0]) > 85) return false;
    theMap.setView([view[0], view[1]], Math.max(2, Math.min(view[2], 14)), { animate: false });
    return true;
  };

  Sitmap.startPermalink = (map) => {
    theMap = map;
    Sitmap.embedded = location.hash.slice(1).split("&").includes("embed");
    let timer = null;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(write, 250);
    };
    map.on("moveend", later);
    Sitmap.on(["filter", "tab", "panel", "theme", "open"], later);
    window.addEventListener("hashchange", () => Sitmap.readPermalink());
  };
}
