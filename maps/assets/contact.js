"use strict";

// The line of contact, where it ran before, and the ground that changed hands in the chosen period.
{
  const FIRM = new Set(["held", "inferred", "besieged"]);
  const EARLIER = 4; // lines of so many earlier days, the older the fainter

  const sideOf = (actor) => (Sitmap.data.actors.get(actor) || { side: actor }).side;

  // Between cells of parties of different sides; ground that both claim has no line of its own.
  Sitmap.contactLines = (control) => Sitmap.frontOf(new Map(control.filter((fact) => FIRM.has(fact.look)).map((fact) => [fact.cell, sideOf(fact.actor)])));

  // Points every few pixels of a path: what labels stay clear of.
  function along(map, path, decimals) {
    const unit = 10 ** -decimals;
    const points = [];
    for (let i = 0; i + 3 < path.length; i += 2) {
      const a = Sitmap.point(map, path[i + 1] * unit, path[i] * unit);
      const b = Sitmap.point(map, path[i + 3] * unit, path[i + 2] * unit);
      const count = Math.min(40, Math.ceil(a.distanceTo(b) / 8));
      for (let n = 0; n < count; n += 1) points.push(L.point(a.x + ((b.x - a.x) * n) / count, a.y + ((b.y - a.y) * n) / count));
    }
    return points;
  }

  const pathOf = (map, lines) => lines.map(({ path, closed }) => Sitmap.pathOf(map, [path], Sitmap.data.meta.decimals.zone, closed)).join("");

  function contact(map, group, control) {
    const lines = Sitmap.contactLines(control);
    if (!lines.length) return;
    for (const { path } of lines) Sitmap.contactPoints.push(...along(map, path, Sitmap.data.meta.decimals.zone));
    const d = pathOf(map, lines);
    group.append(Sitmap.s("path", { class: "contact-halo", d }), Sitmap.s("path", { class: "contact", d }));
  }

  // Spans that ended in the chosen period at places that another party holds on its last day.
  let found = { of: null, lost: [] };
  function lost() {
    const shown = Sitmap.shown();
    if (found.of !== shown) found = { of: shown, lost: findLost() };
    return found.lost;
  }

  function findLost() {
    const { from, to } = Sitmap.state;
    const now = new Map();
    for (const fact of Sitmap.shown().control) if (fact.look !== "claimed") now.set(fact.cell, [...(now.get(fact.cell) || []), fact.actor]);
    const over = (fact) => fact.to >= from && fact.to <= to && now.has(fact.cell) && !now.get(fact.cell).includes(fact.actor);
    return Sitmap.facts.control.filter((fact) => over(fact) && Sitmap.chosen(fact));
  }

  Sitmap.changedCells = () => [...new Set(lost().map((fact) => fact.cell))];

  // The last days on which ground changed hands, newest first.
  Sitmap.changeDays = () => [...new Set(lost().map((fact) => fact.to))].sort((a, b) => b - a).slice(0, EARLIER);

  function changed(map, group) {
    const cells = Sitmap.changedCells();
    if (!cells.length) return;
    const d = Sitmap.pathOf(map, Sitmap.outlineOf(cells), Sitmap.data.meta.decimals.zone);
    group.append(Sitmap.s("path", { class: "changed-halo", d }), Sitmap.s("path", { class: "changed", d }));
  }

  // Where the line ran on the day before each of the last changes.
  function earlier(map, group) {
    Sitmap.changeDays().reverse().forEach((day, index, days) => {
      const d = pathOf(map, Sitmap.contactLines(Sitmap.controlAt(day - 1)));
      const age = days.length - 1 - index;
      if (!d) return;
      const line = Sitmap.s("path", { class: "contact earlier", d, "stroke-opacity": 0.7 - age * 0.16 });
      line.append(Sitmap.s("title", {}, Sitmap.t("line_until", { date: Sitmap.dayWords(day) })));
      group.append(line);
    });
  }

  Sitmap.drawContact = (map, group, control) => {
    Sitmap.contactPoints = [];
    if (!Sitmap.isOff("layer:earlier")) earlier(map, group);
    if (!Sitmap.isOff("layer:changed")) changed(map, group);
    if (!Sitmap.isOff("layer:contact")) contact(map, group, control);
  };
}
