"use strict";

// Building elements. Text only ever becomes text nodes and attributes of fixed names: nothing is parsed as markup.
{
  const SVG = "http://www.w3.org/2000/svg";

  function fill(element, props, children) {
    for (const [name, value] of Object.entries(props || {})) {
      if (value === undefined || value === null || value === false) continue;
      if (name.startsWith("on") && typeof value === "function") element.addEventListener(name.slice(2), value);
      else if (name === "text") element.textContent = value;
      else element.setAttribute(name, value === true ? "" : value);
    }
    for (const child of children.flat()) {
      if (child === undefined || child === null || child === false) continue;
      element.append(child);
    }
    return element;
  }

  Sitmap.h = (tag, props, ...children) => fill(document.createElement(tag), props, children);
  Sitmap.s = (tag, props, ...children) => fill(document.createElementNS(SVG, tag), props, children);

  // Text of articles and gazetteers: isolated, so that a right-to-left name never turns its line around.
  Sitmap.said = (text, props) => Sitmap.h("bdi", { dir: "auto", ...props }, text);

  // A link only for plain web addresses; anything else stays text.
  Sitmap.link = (address, text) => {
    let url;
    try {
      url = new URL(address);
    } catch {
      return Sitmap.said(text);
    }
    if (url.protocol !== "http:" && url.protocol !== "https:") return Sitmap.said(text);
    return Sitmap.h("a", { href: url.href, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, text);
  };

  const ICONS = {
    plus: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
    minus: "M5 11h14v2H5z",
    home: "M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4z",
    play: "M7 4.5v15l13-7.5z",
    pause: "M6 5h4v14H6zM14 5h4v14h-4z",
    list: "M4 6h3v2.5H4zM9 6h11v2.5H9zM4 10.8h3v2.5H4zM9 10.8h11v2.5H9zM4 15.6h3v2.5H4zM9 15.6h11v2.5H9z",
    close: "M5.6 7L7 5.6l5 5 5-5L18.4 7l-5 5 5 5-1.4 1.4-5-5-5 5L5.6 17l5-5z",
    search: "M10 4a6 6 0 1 0 3.5 10.9l4.8 4.7 1.3-1.3-4.7-4.8A6 6 0 0 0 10 4zM10 6a4 4 0 1 1 0 8 4 4 0 0 1 0-8z",
    theme: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 5.2v13.6a6.8 6.8 0 0 1 0-13.6z",
    more: "M5 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM19 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
    legend: "M4 5h5v4H4zM11 6h9v2h-9zM4 10.5h5v4H4zM11 11.5h9v2h-9zM4 16h5v4H4zM11 17h9v2h-9z",
    down: "M6 9l6 6 6-6 1.3 1.3L12 17.7 4.7 10.3z",
  };

  Sitmap.icon = (name) =>
    Sitmap.s("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, Sitmap.s("path", { d: ICONS[name], "fill-rule": "evenodd" }));

  Sitmap.clear = (element) => {
    element.replaceChildren();
    return element;
  };
}
