"use strict";

// Names of countries, where the map is quiet.
{
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
      if (at.lng < country.box[0] || at.lat < country.box[1] || at.lng > country.box[2] || at.lat > country.box[3]) return false;
      if (held.some(({ shape, point }) => point.distanceTo(spot) < 115 || inside(shape, at.lng * fine, at.lat * fine))) return false;
      return inside(country.shape, at.lng * scale, at.lat * scale);
    });
  }

  // The extent of the largest part of a country, degrees: west, south, east, north.
  function extent(country) {
    const scale = 10 ** -Sitmap.data.basemap.decimals;
    const boxes = country.shape.map(([outer]) => {
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      outer.forEach((value, index) => {
        const axis = index % 2;
        box[axis] = Math.min(box[axis], value * scale);
        box[axis + 2] = Math.max(box[axis + 2], value * scale);
      });
      return box;
    });
    return boxes.reduce((best, box) => (box[2] - box[0] > best[2] - best[0] ? box : best));
  }

  const breadth = (map, country) => ((country.box[2] - country.box[0]) * 256 * 2 ** map.getZoom()) / 360;

  // In the interface's language, where the browser knows it by the country's number.
  function nameOf(country) {
    const { language } = Sitmap.data.meta;
    if (language === "en" || !country.number) return country.name;
    try {
      const code = Intl.getCanonicalLocales(`und-${country.number}`)[0].slice(4);
      return new Intl.DisplayNames([language], { type: "region", fallback: "none" }).of(code) || country.name;
    } catch {
      return country.name;
    }
  }

  // Writes each name by `put(box, text)` where the room is free.
  Sitmap.nameCountries = (room, map, style, put) => {
    const [left, top, right, bottom] = Sitmap.padding();
    const size = map.getSize();
    const a = map.containerPointToLayerPoint([left - 20, top - 20]);
    const b = map.containerPointToLayerPoint([size.x - right + 40, size.y - bottom + 10]);
    for (const country of Sitmap.data.basemap.countries) {
      country.box = country.box || extent(country);
      const text = nameOf(country).toLocaleUpperCase(Sitmap.data.meta.language);
      const width = Sitmap.textWidth(text, style.country, 500) * 1.34;
      if (!country.own && breadth(map, country) < width * 0.75) continue;
      for (const { x, y } of countrySpots(map, country, [a.x, a.y, b.x, b.y])) {
        const box = [x - width / 2, y - 10, x + width / 2, y + 10];
        if (!room.free(box, false)) continue;
        room.take(box);
        put(box, text);
        break;
      }
    }
  };
}
