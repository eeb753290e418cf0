"use strict";

// How far apart the readings are: the ground of each party by strictness, and places of which the sources say different things.
{
  const EARTH_KM = 6371.0088;
  const areas = new Map();

  // Area of a cell on the sphere, km2 (trapezoids under its edges).
  function areaOf(cell) {
    if (areas.has(cell)) return areas.get(cell);
    const unit = (10 ** -Sitmap.data.meta.decimals.zone * Math.PI) / 180;
    let sum = 0;
    for (const rings of Sitmap.data.tables.control.cells[cell]) {
      rings.forEach((ring, index) => {
        let twice = 0;
        for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
          twice += (ring[i] - ring[j]) * unit * (Math.sin(ring[i + 1] * unit) + Math.sin(ring[j + 1] * unit));
        }
        sum += (index ? -1 : 1) * Math.abs(twice / 2);
      });
    }
    areas.set(cell, sum * EARTH_KM ** 2);
    return areas.get(cell);
  }

  // The readings, strictest first: each takes in what the one before has.
  const STEPS = [["stated", ["held", "besieged"]], ["inferred", ["inferred"]], ["contested", ["contested"]], ["claimed", ["claimed"]]];
  Sitmap.readingSteps = STEPS.map(([name]) => name);

  // For each party with ground on the chosen day its km2 in each reading; most ground first.
  Sitmap.groundByReading = () => {
    const control = Sitmap.controlRead(Sitmap.state.to, 3).filter((fact) => fact.actor && fact.actor !== "contested");
    const found = new Map();
    STEPS.forEach(([, looks], step) => {
      for (const fact of control) {
        if (!looks.includes(fact.look)) continue;
        if (!found.has(fact.actor)) found.set(fact.actor, STEPS.map(() => new Set()));
        for (const cells of found.get(fact.actor).slice(step)) cells.add(fact.cell);
      }
    });
    return [...found]
      .map(([actor, steps]) => ({ actor, km2: steps.map((cells) => [...cells].reduce((sum, cell) => sum + areaOf(cell), 0)) }))
      .sort((a, b) => b.km2[3] - a.km2[3] || (a.actor < b.actor ? -1 : 1));
  };

  const sideOf = (actor) => (Sitmap.data.actors.get(actor) || { side: actor }).side;

  function byKey(facts, keyOf) {
    const found = new Map();
    for (const fact of facts) {
      const key = keyOf(fact);
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(fact);
    }
    return [...found.values()];
  }

  // Places that several sides hold at once by what the sources say, and events that one tells and another denies.
  Sitmap.differences = () => {
    const { to } = Sitmap.state;
    const held = Sitmap.controlRead(to, 3).filter((fact) => fact.actor && fact.actor !== "contested");
    const split = byKey(held, (fact) => fact.cell).filter((facts) => new Set(facts.map((fact) => sideOf(fact.actor))).size > 1);
    const doubted = new Set(["claimed", "denied"]);
    const told = [...Sitmap.facts.events, ...Sitmap.facts.axes].filter((fact) => !fact.background && Sitmap.inTime(fact));
    const disputed = byKey(told, (fact) => `${fact.layer}/${fact.placeId}/${fact.kind}`).filter(
      (facts) => facts.some((fact) => doubted.has(fact.status)) && new Set(facts.map((fact) => fact.status)).size > 1,
    );
    return [...split, ...disputed];
  };
}
