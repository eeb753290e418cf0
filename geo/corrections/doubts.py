"""How doubtful each fact is, and why, by the table of reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.facts.inferred import PARTIES
from geo.records import Axis, Base, Control, Event
from geo.tables import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.corrections.match import Fact
    from geo.records import Facts, Location, Mention

_ONE_SIDED = frozenset({"claimed"})


@dataclass(frozen=True)
class Doubt:
    """A fact, how doubtful it is (0 for not at all), why in words, and a mention that may mean another place."""

    fact: Fact
    layer: str
    weight: float
    reasons: tuple[str, ...]
    mention: Mention | None = None


def doubts_of(facts: Facts) -> list[Doubt]:
    """Give the facts of articles, the most doubtful first; those that the analyst has corrected are settled."""
    unsure = _unsure_mentions(facts)
    found = [
        _doubt(fact, layer, _mention_of(fact, unsure))
        for layer in ("control", "axes", "bases", "events")
        for fact in getattr(facts, layer)
        if not all(source.dataset for source in fact.sources)
        and all(source.rule != "correction" for source in fact.sources)
    ]
    return sorted(found, key=lambda doubt: (-doubt.weight, doubt.fact.id))


def place_of(fact: Fact) -> Location:
    """Give where a fact is: of an axis its objective."""
    return fact.objective if isinstance(fact, Axis) else fact.location


def _doubt(fact: Fact, layer: str, mention: Mention | None) -> Doubt:
    table = read_toml("corrections/doubts.toml")
    weight, reasons = 1 - fact.confidence, []
    for name, told in _reasons(fact, mention):
        weight += table[name]["weight"]
        reasons.append(table[name]["words"].format(**told))
    return Doubt(fact, layer, round(weight, 3), tuple(reasons), mention)


def _reasons(fact: Fact, mention: Mention | None) -> Iterator[tuple[str, dict[str, Any]]]:
    limits = read_toml("corrections/doubts.toml")["limits"]
    location = place_of(fact)
    when = fact.valid if isinstance(fact, Control | Base) else fact.when
    claimant = fact.claimant if isinstance(fact, Control) else ""
    checks: list[tuple[bool, str, dict[str, Any]]] = [
        (fact.status in _ONE_SIDED or bool(claimant), "one_side", {"who": claimant or "it is not told which"}),
        (isinstance(fact, Control) and fact.basis == "inferred", "inferred", {}),
        (isinstance(fact, Control) and fact.status == "contested", "contested", {}),
        (location.place.geocoder == "text", "text_place", {"place": location.place.name}),
        (mention is not None, "many_places", {"place": mention.phrase if mention else ""}),
        (isinstance(fact, Event | Axis) and not fact.actor, "no_actor", {}),
        *((isinstance(fact, Event) and name in fact.inferred, f"inferred_{name}", {}) for name in PARTIES),
        (isinstance(fact, Event | Control) and when.start is None, "undated", {}),
        (location.radius_km >= limits["wide_km"], "wide", {"km": location.radius_km}),
        (len({source.article for source in fact.sources}) == 1 and len(fact.sources) == 1, "one_sentence", {}),
        (fact.confidence < limits["low_confidence"], "low_confidence", {"confidence": fact.confidence}),
    ]
    return ((name, told) for holds, name, told in checks if holds)


def _unsure_mentions(facts: Facts) -> dict[tuple[str, str], list[Mention]]:
    """Give the mentions whose place has rivals and is not sure, by article and place."""
    limit = read_toml("corrections/doubts.toml")["limits"]["low_confidence"]
    found: dict[tuple[str, str], list[Mention]] = {}
    for reading in facts.readings:
        for mention in reading.mentions:
            if mention.location is not None and mention.candidates and mention.confidence < limit and not mention.why:
                found.setdefault((mention.article, mention.location.place.id), []).append(mention)
    return found


def _mention_of(fact: Fact, unsure: dict[tuple[str, str], list[Mention]]) -> Mention | None:
    place = place_of(fact).place.id
    return next(
        (
            mention
            for source in fact.sources
            for mention in unsure.get((source.article, place), ())
            if source.start <= mention.start < source.end
        ),
        None,
    )
