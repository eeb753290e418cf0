"""Corrections applied to merged facts: the same whatever their order, twice as once, and none ignored in silence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from geo.corrections.edit import CannotError, Editor, differences
from geo.corrections.lines import plain
from geo.corrections.load import fields_of
from geo.corrections.match import find
from geo.corrections.new import new_fact
from geo.corrections.parts import part_of, united
from geo.corrections.spans import yield_to_analyst
from geo.facts.identity import fact_id, source_key
from geo.facts.merge import merge_actors
from geo.imports.parties import Parties
from geo.records import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.corrections.match import Fact
    from geo.corrections.model import Add, Corrections, Description, Layer
    from geo.facts.roster import Roster
    from geo.gazetteer import Gazetteer
    from geo.records import Facts

RULE = "correction"
DATASET = "analyst"
TITLE = "Analyst's corrections"
_LAYERS: tuple[Layer, ...] = ("events", "control", "axes", "bases")


@dataclass(frozen=True)
class Applied:
    """A correction that did something: which table, to which feature, and what in words."""

    table: str
    feature: str
    what: str


@dataclass(frozen=True)
class Corrected:
    """Facts with corrections; `warnings` tell each correction that could not be carried out, or hardly."""

    facts: Facts
    applied: tuple[Applied, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def datasets(self) -> tuple[tuple[str, str], ...]:
        """Name the analyst among those who tell facts."""
        facts = (fact for layer in _LAYERS for fact in getattr(self.facts, layer))
        told = any(source.dataset == DATASET for fact in facts for source in fact.sources)
        return ((DATASET, TITLE),) if told else ()


def apply_corrections(facts: Facts, corrections: Corrections, gazetteer: Gazetteer, roster: Roster) -> Corrected:
    """Apply what an analyst says of features.

    Parameters
    ----------
    facts
        Merged, with the data of others.
    corrections
        In any order; they are carried out kind by kind: split, merge, set, add, drop.
    gazetteer
        Knows the places that they name.
    roster
        Knows the parties that they name.

    Returns
    -------
    Corrected
        Facts sorted by id. A corrected feature keeps its id and has the correction among its sources.
    """
    if not corrections.fingerprint:
        return Corrected(facts)
    work = _Work(facts, corrections, gazetteer, roster)
    for step in (work.split, work.merge, work.set, work.add, work.drop):
        step()
    control = yield_to_analyst(work.layers["control"].values(), work.source)
    work.layers["control"] = {span.id: span for span in control}
    changed: dict[str, Any] = {
        layer: tuple(work.layers[layer][key] for key in sorted(work.layers[layer])) for layer in _LAYERS
    }
    changed["actors"] = merge_actors((*facts.actors, *work.parties.named.values()))
    applied = sorted(set(work.applied), key=lambda item: (item.table, item.feature, item.what))
    return Corrected(replace(facts, **changed), tuple(applied), tuple(sorted(set(work.warnings))))


@dataclass
class _Work:
    """What is being corrected: features by layer and id."""

    facts: Facts
    corrections: Corrections
    gazetteer: Gazetteer
    roster: Roster
    layers: dict[str, dict[str, Any]] = field(init=False)
    applied: list[Applied] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.layers = {layer: {fact.id: fact for fact in getattr(self.facts, layer)} for layer in _LAYERS}
        self.parties = Parties(self.roster, {actor.id: actor.id for actor in self.facts.actors})
        self.editor = Editor(self.gazetteer, lambda name: self.parties.find(name, None))
        self.parties.named.update({actor.id: actor for actor in self.facts.actors})

    def split(self) -> None:
        """Take the sources of some articles out of features, to be features of their own."""
        for item in sorted(self.corrections.split, key=lambda item: (item.id, item.articles)):
            fact = self._find("split", item.layer, item.id, item.was)
            if fact is None:
                continue
            mine = {source.article for source in fact.sources} & set(item.articles)
            missing = sorted(set(item.articles) - mine)
            if missing:
                self._warn("split", f"{item.id}: {', '.join(missing)} does not tell it")
            rest = [source for source in fact.sources if source.article not in mine]
            if not mine or not any(source.rule != RULE for source in rest):
                continue
            parted = fact_id(fact.id.partition("-")[0], fact.id, *sorted(mine))
            quote = _quote(f"split from {fact.id}", item.note)
            own = tuple(source for source in fact.sources if source.article in mine)
            layer = self.layers[item.layer]
            layer[fact.id] = part_of(fact, tuple(rest), self.facts, item.layer)
            new = part_of(replace(fact, id=parted), own, self.facts, item.layer)
            layer[parted] = self._cited(new, quote)
            self.applied.append(Applied("split", parted, quote))

    def merge(self) -> None:
        """Make features that are the same one feature."""
        joined: dict[str, list[Fact]] = {}
        notes: dict[str, list[str]] = {}
        target = {other: item.id for item in self.corrections.merge for other in item.ids}
        for item in sorted(self.corrections.merge, key=lambda item: item.id):
            root = item.id
            while root in target:
                root = target[root]
            layer = self.layers[item.layer]
            into = self._find("merge", item.layer, root, item.was if root == item.id else None)
            for other in sorted(item.ids):
                if other not in layer:
                    self._warn("merge", f"{other} is not on the map any more")
                elif into is not None:
                    joined.setdefault(into.id, []).append(layer[other])
                    notes.setdefault(into.id, []).append(item.note)
        for key in sorted(joined):
            layer = next(facts for facts in self.layers.values() if key in facts)
            names = ", ".join(sorted(fact.id for fact in joined[key]))
            quote = _quote(f"the same as {names}", " ".join(sorted(set(notes[key]) - {""})))
            layer[key] = self._cited(united(layer[key], joined[key]), quote)
            for fact in joined[key]:
                layer.pop(fact.id, None)
            self.applied.append(Applied("merge", key, quote))

    def set(self) -> None:
        """Set fields of features."""
        meant: dict[str, dict[str, Any]] = {}
        items = []
        for item in sorted(self.corrections.set, key=lambda item: (item.id, item.model_dump_json())):
            fact = self._find("set", item.layer, item.id, item.was)
            if fact is not None:
                items.append((item, fact.id))
        for item, key in items:
            for name, value in item.fields.items():
                if meant.setdefault(key, {}).setdefault(name, value) != value:
                    self._warn(
                        "set", f"{key}: {name} is set twice, differently, by corrections of what was two features"
                    )
        for item, key in items:
            fact = self.layers[item.layer][key]
            fields = {name: meant[key][name] for name in item.fields}
            try:
                edited = self.editor.edit(fact, fields_of(item.layer, fields))
            except CannotError as problem:
                self._warn("set", f"{item.id}: {problem}")
                continue
            told = differences(fact, edited)
            if edited != fact:
                quote = _quote("; ".join(told) or "headline", item.note)
                self.layers[item.layer][key] = self._cited(edited, quote)
                self.applied.append(Applied("set", key, quote))

    def add(self) -> None:
        """Add features that no article tells; one that an article tells too gets the analyst as a source."""
        for item in sorted(self.corrections.add, key=lambda item: item.model_dump_json()):
            layer = self.layers[item.layer]
            try:
                fact = self.editor.edit(new_fact(item.layer), fields_of(item.layer, item.fields))
            except CannotError as problem:
                self._warn("add", f"{item.layer}: {problem}")
                continue
            fact = new_fact(item.layer, fact)
            source = self._source_of(item)
            told = layer.get(fact.id, fact)
            if source not in told.sources:
                layer[fact.id] = replace(told, sources=tuple(sorted((*told.sources, source), key=source_key)))
            self.applied.append(Applied("add", fact.id, source.quote))

    def drop(self) -> None:
        """Drop features."""
        gone = set()
        for item in sorted(self.corrections.drop, key=lambda item: (item.id, item.model_dump_json())):
            fact = self._find("drop", item.layer, item.id, item.was)
            if fact is not None:
                gone.add((item.layer, fact.id))
                self.applied.append(Applied("drop", fact.id, _quote("dropped", item.note)))
        for name, key in gone:
            del self.layers[name][key]

    def source(self, quote: str) -> Source:
        """Give the source that a correction is."""
        return Source(self.corrections.name, quote, 0, 0, rule=RULE, dataset=DATASET)

    def _source_of(self, item: Add) -> Source:
        return replace(self.source(item.note), url=item.url, published=item.published)

    def _cited(self, fact: Any, quote: str) -> Any:
        return replace(fact, sources=(*fact.sources, self.source(quote)))

    def _find(self, table: str, layer: Layer, feature: str, was: Description | None) -> Any:
        key, told = find(feature, was, self.layers[layer])
        if told:
            self._warn(table, told)
        return self.layers[layer].get(key)

    def _warn(self, table: str, problem: str) -> None:
        self.warnings.append(plain(f"{self.corrections.name}: {table}: {problem}"))


def _quote(what: str, note: str) -> str:
    return f"{what} ({note})" if note else what


def told_lines(applied: Iterable[Applied]) -> list[str]:
    """Give what was corrected as lines for build.json."""
    return [f"{item.table} {item.feature}: {item.what}" for item in applied]
