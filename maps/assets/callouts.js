"use strict";

// The few most important facts, told on the map itself: a short note off the busy ground, with a line to its place.
{
  const t = (...args) => Sitmap.t(...args);
  const HEIGHT = 34;
  const RINGS = [78, 108, 142, 180];
  const ANGLES = 20;
  const MOST_CROSSED = 1; // symbols or names under a note's line; rather no note than a tangle

  function score(fact) {
    const { callout: style } = Sitmap.data.style;
    const { from, to } = Sitmap.state;
    const day = Sitmap.orderDay(fact);
    const newness = day === null ? 0 : Math.max(0, Math.min(1, (day - from) / Math.max(1, to - from)));
    const kind = style.kinds[fact.layer === "axes" ? "axes" : fact.type] || 1;
    return kind + style.source * fact.told + style.newest * newness + style.level * fact.level;
  }

  // One fact a place, the weightiest, of those in the window.
  function chosen(frame, map) {
    const { axes, events } = Sitmap.shown();
    const best = new Map();
    const before = (a, b) => b.score - a.score || (a.fact.id < b.fact.id ? -1 : 1);
    const northWest = map.layerPointToLatLng([frame[0], frame[1]]);
    const southEast = map.layerPointToLatLng([frame[2], frame[3]]);
    for (const fact of [...axes, ...events]) {
      if (fact.background || fact.status === "denied") continue;
      if (fact.lon <= northWest.lng || fact.lon >= southEast.lng || fact.lat >= northWest.lat || fact.lat <= southEast.lat) continue;
      const entry = { fact, score: score(fact) };
      const other = best.get(fact.placeId);
      if (!other || before(entry, other) < 0) best.set(fact.placeId, entry);
    }
    const found = [...best.values()].sort(before).slice(0, Sitmap.data.style.callout.most);
    for (const entry of found) entry.point = Sitmap.point(map, entry.fact.lat, entry.fact.lon);
    return found;
  }

  const reach = (fact) => (fact.layer === "axes" ? 7 : 15);

  const shortStatus = (fact) => (Sitmap.has(`axisstatus_${fact.status}`) ? t(`axisstatus_${fact.status}`).toLowerCase() : Sitmap.statusWords(fact));

  function words(fact) {
    const who = Sitmap.data.actors.get(fact.actor);
    const short = who && Sitmap.textWidth(who.name, 10.5, 400) < 110 ? who.name : fact.actor;
    const name = fact.inferred && fact.inferred.includes("actor") ? `${short} ${t("inferred")}` : short;
    const title = fact.layer === "axes" ? t("toward", { place: Sitmap.whereWords(fact) }) : Sitmap.factTitle(fact);
    return { title, when: [name, fact.level ? shortStatus(fact) : "", Sitmap.dateWords(fact)].filter(Boolean).join(" · ") };
  }

  // How near a point is to the stretch from a to b.
  function distanceTo(point, a, b) {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const share = Math.max(0, Math.min(1, ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(a.x + share * dx - point.x, a.y + share * dy - point.y);
  }

  // Where a note's line begins: the nearest point of its box.
  const edgeOf = (point, box) => L.point(Math.max(box[0], Math.min(point.x, box[2])), Math.max(box[1], Math.min(point.y, box[3])));

  // Whether the stretch from a to b runs through a box.
  function runsThrough(a, b, [x0, y0, x1, y1]) {
    let [enters, leaves] = [0, 1];
    for (const [from, way, least, most] of [[a.x, b.x - a.x, x0, x1], [a.y, b.y - a.y, y0, y1]]) {
      if (way === 0 && (from < least || from > most)) return false;
      if (way === 0) continue;
      const [one, other] = [(least - from) / way, (most - from) / way];
      enters = Math.max(enters, Math.min(one, other));
      leaves = Math.min(leaves, Math.max(one, other));
    }
    return enters <= leaves;
  }

  // Whether a note or its line would run over another note, or that one's line over it.
  const tangled = (point, box, others) => others.some((other) => runsThrough(edgeOf(point, box), point, other.box) || runsThrough(edgeOf(other.point, other.box), other.point, box));

  // Symbols and names that a line would run over.
  function crossed(point, box) {
    const edge = edgeOf(point, box);
    const symbols = Sitmap.symbolGroups.filter((group) => Math.hypot(group.x - point.x, group.y - point.y) > 12 && distanceTo(group, edge, point) < group.r + 3);
    const names = Sitmap.labelBoxes.filter(([x0, y0, x1, y1]) => [0.15, 0.5, 0.85].some((share) => distanceTo({ x: x0 + share * (x1 - x0), y: (y0 + y1) / 2 }, edge, point) < 9));
    return symbols.length + names.length;
  }

  // Where the note stands: free of everything, on quiet ground, near its place and inside the window.
  function spot(point, width, frame, room, held, others) {
    let best = null;
    for (const distance of RINGS) {
      for (let n = 0; n < ANGLES; n += 1) {
        const angle = (2 * Math.PI * n) / ANGLES;
        const x = point.x + Math.cos(angle) * distance * 1.25 - width / 2;
        const y = point.y + Math.sin(angle) * distance - HEIGHT / 2;
        const box = [x, y, x + width, y + HEIGHT];
        if (box[0] < frame[0] || box[1] < frame[1] || box[2] > frame[2] || box[3] > frame[3]) continue;
        if (!room.free([x - 5, y - 5, x + width + 5, y + HEIGHT + 5], false)) continue;
        if (tangled(point, box, others)) continue;
        const busy = held.filter((other) => Math.hypot(other.x - x - width / 2, other.y - y - HEIGHT / 2) < 75).length;
        const over = crossed(point, box);
        if (over > MOST_CROSSED) continue;
        const cost = distance + 45 * busy + 90 * over;
        if (!best || cost < best.cost) best = { box, cost };
      }
    }
    return best && best.box;
  }

  function shortened(text, width, size, weight) {
    let kept = text;
    while (kept.length > 4 && Sitmap.textWidth(kept, size, weight) > width) kept = `${kept.slice(0, -2).trimEnd()}…`.replace(/…+$/, "…");
    return kept;
  }

  function draw(map, group, fact, point, box) {
    const [x0, y0, x1, y1] = box;
    const edge = edgeOf(point, box);
    const way = point.subtract(edge);
    const length = Math.hypot(way.x, way.y) || 1;
    const end = point.subtract(way.multiplyBy(reach(fact) / length));
    const d = `M${edge.x} ${edge.y}L${end.x} ${end.y}`;
    const colour = Sitmap.colour(fact.actor);
    const rtl = document.dir === "rtl";
    const at = rtl ? x1 - 10 : x0 + 10;
    const inner = x1 - x0 - 19;
    const { title, when } = words(fact);
    const g = Sitmap.s("g", { class: "callout", "aria-hidden": "true" });
    g.append(
      Sitmap.s("path", { class: "callout-halo", d }),
      Sitmap.s("path", { class: "callout-line", d }),
      Sitmap.s("rect", { class: "callout-box", x: x0, y: y0, width: x1 - x0, height: y1 - y0, rx: 7 }),
      Sitmap.s("path", { class: "callout-bar", d: `M${rtl ? x1 - 3 : x0 + 3} ${y0 + 7}V${y1 - 7}`, stroke: colour }),
      Sitmap.s("text", { class: "callout-title", x: at, y: y0 + 14.5, direction: rtl ? "rtl" : "ltr" }, shortened(title, inner, 11.5, 650)),
      Sitmap.s("text", { class: "callout-when", x: at, y: y0 + 27.5, direction: rtl ? "rtl" : "ltr" }, shortened(when, inner, 10.5, 400)),
    );
    g.addEventListener("click", (event) => {
      L.DomEvent.stop(event);
      Sitmap.openFacts([fact]);
    });
    group.append(g);
  }

  Sitmap.parts.callouts = (map) => {
    const write = (group) => {
      if (Sitmap.isOff("layer:callouts") || Sitmap.isPhone() || Sitmap.state.reading || !Sitmap.room) return;
      const [left, top, right, bottom] = Sitmap.padding();
      const size = map.getSize();
      const a = map.containerPointToLayerPoint([left - 56, top - 22]);
      const b = map.containerPointToLayerPoint([size.x - right + 8, size.y - bottom + 8]);
      const frame = [a.x, a.y, b.x, b.y];
      const held = Sitmap.shown().control.map((fact) => Sitmap.point(map, fact.lat, fact.lon));
      const notes = [];
      const room = { free: (box, soft) => Sitmap.room.free(box, soft) && notes.every(({ box: other }) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3]) };
      for (const { fact, point } of chosen(frame, map)) {
        const { title, when } = words(fact);
        const width = Math.min(Sitmap.data.style.callout.width, 24 + Math.max(Sitmap.textWidth(title, 11.5, 650), Sitmap.textWidth(when, 10.5, 400)));
        const box = spot(point, width, frame, room, held, notes);
        if (!box) continue;
        notes.push({ box, point });
        draw(map, group, fact, point, box);
      }
    };
    const overlay = Sitmap.overlay(map, "callouts", ["filter", "panel", "reading"], write, { when: Sitmap.after });
    map.on("moveend", () => overlay.redraw());
  };
}
