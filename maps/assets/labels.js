"use strict";

// Names without collisions: eight positions around each place, the weightiest first, what finds no room waits for zoom.
{
  const CELL = 64;
  const canvas = document.createElement("canvas").getContext("2d");
  const widths = new Map();

  function widthOf(text, size, weight) {
    const key = `${weight} ${size} ${text}`;
    if (!widths.has(key)) {
      canvas.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
      widths.set(key, canvas.measureText(text).width);
    }
    return widths.get(key);
  }

  Sitmap.textWidth = widthOf;

  // Boxes [x0, y0, x1, y1] in a grid; `soft` ones may be overlapped where nothing else is free.
  class Room {
    constructor() {
      this.grid = new Map();
    }

    cells([x0, y0, x1, y1]) {
      const keys = [];
      for (let x = Math.floor(x0 / CELL); x <= Math.floor(x1 / CELL); x += 1) {
        for (let y = Math.floor(y0 / CELL); y <= Math.floor(y1 / CELL); y += 1) keys.push(`${x},${y}`);
      }
      return keys;
    }

    take(box, soft = false) {
      for (const key of this.cells(box)) {
        if (!this.grid.has(key)) this.grid.set(key, []);
        this.grid.get(key).push({ box, soft });
      }
    }

    free(box, overSoft) {
      return this.cells(box).every((key) =>
        (this.grid.get(key) || []).every(
          ({ box: other, soft }) => (soft && overSoft) || box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3],
        ),
      );
    }
  }

  // Eight positions around a symbol of half sizes rx, ry: box of the text and its anchor.
  function positions(x, y, rx, ry, width, height, badge) {
    const up = y - height / 2;
    const spots = [
      [x + rx + badge, up], [x - rx - width, up], [x - width / 2, y - ry - height], [x - width / 2, y + ry],
      [x + rx * 0.8, y - ry - height * 0.5], [x + rx * 0.8, y + ry - height * 0.5],
      [x - rx * 0.8 - width, y - ry - height * 0.5], [x - rx * 0.8 - width, y + ry - height * 0.5],
    ];
    return spots.map(([left, top]) => [left, top, left + width, top + height]);
  }

  function obstacles(room) {
    for (const group of Sitmap.symbolGroups) {
      const r = group.r + 2;
      room.take([group.x - r, group.y - r - (group.facts.length > 1 ? 5 : 0), group.x + r + (group.facts.length > 1 ? 7 : 0), group.y + r]);
    }
    for (const line of Sitmap.arrowLines) for (const { x, y } of line) room.take([x - 6, y - 6, x + 6, y + 6], true);
    for (const { x, y } of Sitmap.contactPoints) room.take([x - 3, y - 3, x + 3, y + 3], true);
  }

  // The symbols at a place, as the half sizes to stay clear of.
  function clearance(place) {
    let [rx, ry] = [6, 5];
    let symbol = false;
    let badge = 0; // a counted symbol reaches further to its right
    for (const group of Sitmap.symbolGroups) {
      const [dx, dy] = [Math.abs(group.x - place.point.x), Math.abs(group.y - place.point.y)];
      if (dx > 16 || dy > 15) continue;
      symbol = true;
      rx = Math.max(rx, dx + group.r + 5);
      ry = Math.max(ry, dy + group.r + 3);
      if (group.facts.length > 1) badge = 7;
    }
    return { rx, ry, symbol, badge };
  }

  function write(layer, box, text, className) {
    Sitmap.labelBoxes.push(box);
    layer.append(Sitmap.s("text", { class: className, x: Math.round((box[0] + box[2]) / 2), y: Math.round((box[1] + box[3]) / 2), direction: "ltr" }, text));
  }

  function namePlace(layer, dots, room, place, style, view) {
    const { rx, ry, symbol, badge } = clearance(place);
    const { x, y } = place.point;
    if (!symbol && (place.fact || room.free([x - 3, y - 3, x + 3, y + 3], false))) {
      dots.append(Sitmap.s("circle", { class: place.fact ? "place-dot" : "town-dot", cx: x, cy: y, r: place.fact ? 3.4 : 2.2 }));
      room.take([x - 3, y - 3, x + 3, y + 3]);
    } else if (!symbol) return;
    const size = place.bold ? style.place : style.town;
    const width = widthOf(place.name, size, place.bold ? 650 : 450) + 4;
    const choices = positions(x, y, rx, ry, width, size + 3, badge);
    const whole = (box) => box[0] > view.min.x && box[2] < view.max.x && box[1] > view.min.y && box[3] < view.max.y;
    const box = choices.find((choice) => room.free(choice, false) && whole(choice)) || choices.find((choice) => room.free(choice, false)) || (place.bold && choices.find((choice) => room.free(choice, true)));
    if (!box) return;
    room.take(box);
    write(layer, box, place.name, place.bold ? "label label-place" : place.fact ? "label label-minor" : "label label-town");
  }

  // Whether a point of whole numbers lies in a shape (even-odd).
  function inside(shape, px, py) {
    let odd = false;
    for (const ring of shape.flat()) {
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        if (ring[i + 1] > py !== ring[j + 1] > py && px < ((ring[j] - ring[i]) * (py - ring[i + 1])) / (ring[j + 1] - ring[i + 1]) + ring[i]) odd = !odd;
      }
    }
    return odd;
  }

  // Where a country's name may stand: its own middle when that is in view, else spots of the free part of the window.
  function countrySpots(map, country, frame) {
    const [lon, lat] = country.label;
    const middle = Sitmap.point(map, lat, lon);
    const within = ({ x, y }) => x > frame[0] && x < frame[2] && y > frame[1] && y < frame[3];
    if (within(middle)) return [middle];
    const spots = [];
    for (const down of [0.62, 0.78, 0.45, 0.9, 0.3, 0.12]) {
      for (const across of [0.5, 0.35, 0.65, 0.2, 0.8, 0.08, 0.92]) spots.push(L.point(frame[0] + across * (frame[2] - frame[0]), frame[1] + down * (frame[3] - frame[1])));
    }
    const scale = 10 ** Sitmap.data.basemap.decimals;
    const { cells } = Sitmap.data.tables.control;
    const fine = 10 ** Sitmap.data.meta.decimals.zone;
    const held = Sitmap.shown().control.map((fact) => ({ shape: cells[fact.cell], point: Sitmap.point(map, fact.lat, fact.lon) }));
    return spots.filter((spot) => {
      const at = map.layerPointToLatLng(spot);
      if (held.some(({ shape, point }) => point.distanceTo(spot) < 115 || inside(shape, at.lng * fine, at.lat * fine))) return false;
      return inside(country.shape, at.lng * scale, at.lat * scale);
    });
  }

  // How wide the largest part of a country is, in pixels; its degrees are kept.
  function breadth(map, country) {
    if (!country.span) {
      const scale = 10 ** -Sitmap.data.basemap.decimals;
      const spans = country.shape.map(([outer]) => {
        const xs = outer.filter((_, index) => index % 2 === 0);
        return (xs.reduce((a, b) => Math.max(a, b)) - xs.reduce((a, b) => Math.min(a, b))) * scale;
      });
      country.span = Math.max(...spans);
    }
    return (country.span * 256 * 2 ** map.getZoom()) / 360;
  }

  function nameCountries(layer, room, map, style) {
    const [left, top, right, bottom] = Sitmap.padding();
    const size = map.getSize();
    const a = map.containerPointToLayerPoint([left - 20, top - 20]);
    const b = map.containerPointToLayerPoint([size.x - right + 40, size.y - bottom + 10]);
    for (const country of Sitmap.data.basemap.countries) {
      const text = country.name.toUpperCase();
      const width = widthOf(text, style.country, 500) * 1.34;
      if (!country.own && breadth(map, country) < width * 0.75) continue;
      for (const { x, y } of countrySpots(map, country, [a.x, a.y, b.x, b.y])) {
        const box = [x - width / 2, y - 10, x + width / 2, y + 10];
        if (!room.free(box, false)) continue;
        room.take(box);
        write(layer, box, text, "label label-country");
        break;
      }
    }
  }

  Sitmap.parts.labels = (map) => {
    Sitmap.overlay(map, "labels", ["filter"], (layer, _, bounds) => {
      const { label: style } = Sitmap.data.style;
      const room = new Room();
      obstacles(room);
      Object.assign(Sitmap, { room, labelBoxes: [] });
      const places = Sitmap.namedPlaces(map, bounds);
      const dots = Sitmap.s("g");
      const names = Sitmap.s("g", { "aria-hidden": "true" });
      layer.append(dots, names);
      const corner = map.containerPointToLayerPoint([0, 0]);
      const view = L.bounds(corner, corner.add(map.getSize()));
      const showNames = !Sitmap.isOff("layer:names");
      if (showNames) {
        places.filter((place) => place.fact).forEach((place) => namePlace(names, dots, room, place, style, view));
        nameCountries(names, room, map, style);
        places.filter((place) => !place.fact).forEach((place) => namePlace(names, dots, room, place, style, view));
      }
    });
  };
}
