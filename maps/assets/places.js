"use strict";

// Which places are named on the map, the weightiest first, and the dots that stand for those without a symbol.
{
  const MAIN = 8; // so many of the weightiest places are named even in a crowd
  const RANK = { arrow: 5, base: 4, control: 3, event: 2 };

  function add(found, row, share, bold) {
    if (row < 0) return;
    const entry = found.get(row) || { row, rank: 0, bold: false };
    entry.rank += share;
    entry.bold = entry.bold || bold;
    found.set(row, entry);
  }

  const isRegion = (row) => Sitmap.data.tables.places.feature_class[row] === "A" || Sitmap.data.tables.places.feature_code[row].startsWith("RGN"); // an area has no one point

  // Places that bear a shown fact, with a rank from how many and which.
  function bearing() {
    const { control, axes, bases, events } = Sitmap.shown();
    const { placeRow } = Sitmap.data;
    const found = new Map();
    for (const fact of control) add(found, fact.place, RANK.control, true);
    for (const fact of bases) add(found, fact.place, RANK.base, !fact.area);
    for (const fact of events) add(found, fact.place, fact.background ? 0.2 : RANK.event / (1 + fact.level), !fact.background && !fact.area);
    for (const fact of axes) {
      add(found, fact.place, RANK.arrow, true);
      if (placeRow.has(fact.origin)) add(found, placeRow.get(fact.origin), RANK.arrow, true);
    }
    return found;
  }

  // Towns of the basemap that show at a zoom: fewer people, nearer view.
  const leastPopulation = (zoom) => (zoom >= 10 ? 0 : zoom >= 9 ? 8000 : zoom >= 8 ? 20000 : zoom >= 7 ? 60000 : zoom >= 6 ? 250000 : 900000);

  Sitmap.namedPlaces = (map, bounds) => {
    const { places } = Sitmap.data.tables;
    const { towns } = Sitmap.data.basemap;
    const seen = new Set();
    const list = [];
    for (const { row, rank, bold } of [...bearing().values()].sort((a, b) => b.rank - a.rank)) {
      seen.add(places.id[row]);
      if (places.feature_class[row] === "A" && places.feature_code[row].startsWith("PCL")) continue; // countries have their own names
      list.push({ name: places.label[row] || places.name[row], lat: places.lat[row], lon: places.lon[row], rank, bold, fact: true, region: isRegion(row), main: list.length < MAIN });
    }
    const least = leastPopulation(map.getZoom());
    for (let row = 0; row < towns.rows && list.length < 900; row += 1) {
      if (towns.population[row] < least) break;
      if (seen.has(towns.id[row])) continue;
      list.push({ name: towns.label[row] || towns.name[row], lat: towns.lat[row], lon: towns.lon[row], rank: towns.population[row] / 1e9, bold: false, fact: false });
    }
    const near = list.filter((place) => bounds.contains([place.lat, place.lon]));
    for (const place of near) Object.assign(place, { point: Sitmap.point(map, place.lat, place.lon) });
    return near;
  };
}
