"use strict";

// Names without collisions: eight positions around each place, the weightiest first, what finds no room waits for zoom.
{
  const CELL = 64;
  const LEASH = { main: 42, other: 30 }; // pixels between a place and its name; a name that would stand farther off waits for zoom
  const FARTHER = 13; // pixels: a weighty name may stand off its crowded place
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
      badge ? [x + rx, y - 3] : [x + rx, up], [x - rx - width, up], [x - width / 2, y - ry - height], [x - width / 2, y + ry],
      [x + rx * 0.8 + badge, y - ry - height * 0.5], [x + rx * 0.8, y + ry - height * 0.5],
      [x - rx * 0.8 - width, y - ry - height * 0.5], [x - rx * 0.8 - width, y + ry - height * 0.5],
    ];
    return spots.map(([left, top]) => [left, top, left + width, top + height]);
  }

  function obstacles(room) {
    for (const group of Sitmap.symbolGroups) {
      const r = group.r + 2;
      const badge = Sitmap.badgeReach(group);
      room.take([group.x - r, group.y - r, group.x + r, group.y + r]);
      if (badge) room.take([group.x, group.y - r - 5, group.x + group.r + badge, group.y - group.r + 9]);
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
      badge = Math.max(badge, Sitmap.badgeReach(group));
    }
    return { rx, ry, symbol, badge };
  }

  function write(layer, box, text, className) {
    Sitmap.labelBoxes.push(box);
    layer.append(Sitmap.s("text", { class: className, x: Math.round((box[0] + box[2]) / 2), y: Math.round((box[1] + box[3]) / 2), direction: "ltr" }, text));
  }

  const SPACED = 0.16; // between the letters of an area's name, of their size
  const sizeOf = (place, style) => (place.region ? style.region : place.bold ? style.place : style.town);
  const nameWidth = (place, style) =>
    place.region ? widthOf(place.name, style.region, 560) + place.name.length * style.region * SPACED + 4 : widthOf(place.name, sizeOf(place, style), place.bold ? 650 : 450) + 4;

  // An area's name stands across its middle, spaced, without a dot.
  function nameRegion(layer, room, place, style) {
    const { x, y } = place.point;
    const width = nameWidth(place, style);
    const boxes = [0, -1, 1, -2, 2, -3, 3].map((step) => [x - width / 2, y + step * 10 - 8, x + width / 2, y + step * 10 + 8]);
    const box = boxes.find((each) => room.free(each, false)) || (place.bold && boxes.find((each) => room.free(each, true)));
    if (!box) return;
    room.take(box);
    write(layer, box, place.name, "label label-region");
  }

  function namePlace(layer, dots, room, place, style, view) {
    const { rx, ry, symbol, badge } = clearance(place);
    const { x, y } = place.point;
    if (place.region && !symbol) return nameRegion(layer, room, place, style);
    if (!symbol && (place.fact || room.free([x - 3, y - 3, x + 3, y + 3], false))) {
      dots.append(Sitmap.s("circle", { class: place.fact ? "place-dot" : "town-dot", cx: x, cy: y, r: place.fact ? 3.4 : 2.2 }));
      room.take([x - 3, y - 3, x + 3, y + 3]);
    } else if (!symbol) return undefined;
    const size = sizeOf(place, style);
    const width = nameWidth(place, style);
    const choices = positions(x, y, rx, ry, width, size + 3, badge);
    const farther = positions(x, y, rx + FARTHER, ry + FARTHER, width, size + 3, badge);
    const near = ([x0, y0, x1, y1]) => Math.hypot(Math.max(x0 - x, 0, x - x1), Math.max(y0 - y, 0, y - y1)) <= (place.main ? LEASH.main : LEASH.other);
    const choose = (all, overSoft, inView) => all.find((choice) => near(choice) && room.free(choice, overSoft) && (!inView || isWhole(choice, view)));
    const find = (inView) =>
      choose(choices, false, inView) || (place.main && choose(farther, false, inView)) || (place.bold && choose(choices, true, inView)) || (place.main && choose(farther, true, inView));
    // A name is rather set over an arrow than cut by the window's edge; that of a place outside is whole or absent.
    const box = find(true) || (view.contains(L.point(x, y)) && find(false));
    if (!box) return undefined;
    room.take(box);
    write(layer, box, place.name, place.region ? "label label-region" : place.bold ? "label label-place" : place.fact ? "label label-minor" : "label label-town");
    return undefined;
  }

  const isWhole = (box, view) => box[0] > view.min.x && box[2] < view.max.x && box[1] > view.min.y && box[3] < view.max.y;

  // A base's own name beside its glyph, where the place's name does not say it already.
  function nameBase(layer, room, group, style, view) {
    const { title, placeName, kind } = group.facts[0];
    const generic = [placeName, `${placeName} base`, `${placeName} ${kind}`].includes(title);
    if (group.parts || !title || generic || new Set(group.facts.map((fact) => fact.title)).size > 1) return;
    const width = widthOf(title, style.base, 500) + 4;
    const choices = positions(group.x, group.y, group.r + 5, group.r + 3, width, style.base + 3, Sitmap.badgeReach(group));
    const box = choices.find((choice) => room.free(choice, false) && isWhole(choice, view));
    if (!box) return;
    room.take(box);
    write(layer, box, title, "label label-base");
  }

  Sitmap.parts.labels = (map) => {
    const draw = (layer, _, bounds) => {
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
        Sitmap.symbolGroups.filter((group) => group.kind === "bases").forEach((group) => nameBase(names, room, group, style, view));
        Sitmap.nameCountries(room, map, style, (box, text) => write(names, box, text, "label label-country"));
        places.filter((place) => !place.fact).forEach((place) => namePlace(names, dots, room, place, style, view));
      }
    };
    Sitmap.overlay(map, "labels", ["filter"], draw, { when: Sitmap.after });
  };
}
