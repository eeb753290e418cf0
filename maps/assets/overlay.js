"use strict";

// A pane of SVG that is drawn anew, in screen pixels, when the zoom or what is shown changes.
{
  const overlays = [];
  const MARGIN = 0.35; // of the window, drawn beyond its edges

  const Overlay = L.SVG.extend({
    initialize(pane, draw) {
      L.SVG.prototype.initialize.call(this, { pane, padding: MARGIN });
      this._draw = draw;
    },
    onAdd(map) {
      L.SVG.prototype.onAdd.call(this, map);
      this.redraw();
    },
    _reset() {
      L.SVG.prototype._reset.call(this);
      this.redraw();
    },
    _onZoomEnd() {
      L.SVG.prototype._onZoomEnd.call(this);
      this.redraw();
    },
    _update() {
      L.SVG.prototype._update.call(this);
      if (this._drawn && !this._drawn.contains(this._map.getBounds())) this.redraw();
    },
    redraw() {
      if (!Sitmap.ready || !this._map || !this._rootGroup) return;
      const focused = this._rootGroup.contains(document.activeElement) ? document.activeElement.dataset.fact : null;
      this._drawn = this._map.getBounds().pad(MARGIN);
      this._draw(Sitmap.clear(this._rootGroup), this._map, this._drawn);
      if (focused) this._rootGroup.querySelector(`[data-fact="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    },
  });

  const PANES = ["tiles", "ground", "edges", "zones", "sectors", "arrows", "labels", "dots", "symbols", "callouts"];

  Sitmap.makePanes = (map) => {
    PANES.forEach((name, index) => {
      const pane = map.createPane(name);
      pane.style.zIndex = 300 + 10 * index;
    });
  };

  // `draw(group, map, bounds)` fills an empty group with what lies in the bounds; `keys` are what makes it draw again.
  // `signature()` tells, as text, what it would draw: while that stays the same, a change of the keys is passed over.
  Sitmap.overlay = (map, pane, keys, draw, { signature = null, when = Sitmap.on } = {}) => {
    const overlay = new Overlay(pane, draw).addTo(map);
    let drawn = null;
    overlays.push(overlay);
    when([...keys], () => {
      const now = signature && signature();
      if (signature && now === drawn) return;
      drawn = now;
      overlay.redraw();
    });
    Sitmap.on(["theme"], () => overlay.redraw());
    return overlay;
  };

  Sitmap.redraw = () => overlays.forEach((overlay) => overlay.redraw());

  // A point of the pane, not rounded to whole pixels: neighbouring shapes keep meeting.
  Sitmap.point = (map, lat, lon) => map.project([lat, lon]).subtract(map.getPixelOrigin());

  // Web Mercator, both 0 to 1: what a zoom only scales.
  Sitmap.mercator = (lat, lon) => {
    const sine = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
    return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
  };

  const short = (value) => Math.round(value * 10) / 10;

  // An SVG path of paths of whole numbers [x, y, x, y, ...].
  Sitmap.pathOf = (map, paths, decimals, closed = true) => {
    const unit = 10 ** -decimals;
    const parts = [];
    for (const path of paths) {
      for (let i = 0; i < path.length; i += 2) {
        const { x, y } = Sitmap.point(map, path[i + 1] * unit, path[i] * unit);
        parts.push(i ? "L" : "M", short(x), " ", short(y));
      }
      if (closed) parts.push("Z");
    }
    return parts.join("");
  };

  // Diagonal hatch of a colour, one definition for the whole page; gives what `fill` takes.
  const defs = Sitmap.s("defs");
  const known = new Set();
  Sitmap.hatch = (colour, gap = 6, width = 1.6) => {
    const id = `hatch-${colour.slice(1)}-${gap}-${String(width).replace(".", "_")}`;
    if (!known.has(id)) {
      known.add(id);
      if (!defs.isConnected) document.body.append(Sitmap.s("svg", { class: "defs", width: 0, height: 0, "aria-hidden": "true" }, defs));
      defs.append(
        Sitmap.s(
          "pattern",
          { id, width: gap, height: gap, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
          Sitmap.s("line", { x1: 0, y1: 0, x2: 0, y2: gap, stroke: colour, "stroke-width": width * 2 }),
        ),
      );
    }
    return `url(#${id})`;
  };
}
