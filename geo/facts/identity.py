"""Ids of facts: stable names made of what a fact says, never of the article that happens to say it."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from geo.records import Axis, Base, Control, Event, Interval, Location, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

Fact = TypeVar("Fact", Event, Control, Axis, Base)

_DIGEST_BYTES = 6


def fact_id(layer: str, *fields: object) -> str:
    """Name a fact by what it says.

    Parameters
    ----------
    layer
        Prefix of the id: ``event``, ``control``, ``axis`` or ``base``.
    fields
        The fields that make the fact what it is: texts, places, intervals. Case, accents and spacing do not count.

    Returns
    -------
    str
        ``event-`` and twelve hexadecimal digits (BLAKE2b).
    """
    key = "\x1f".join(_key(field) for field in fields)
    return f"{layer}-{hashlib.blake2b(key.encode(), digest_size=_DIGEST_BYTES).hexdigest()}"


def _key(field: object) -> str:
    match field:
        case None:
            return ""
        case Location():
            return f"{field.place.id}|{field.relation}|{field.other.id if field.other else ''}"
        case Interval():
            return f"{field.start or ''}/{field.end or ''}"
        case tuple():
            return "\x1e".join(_key(part) for part in field)
        case _:
            text = str(field).casefold()
            if not text.isascii():
                text = unicodedata.normalize("NFKD", str(field)).casefold()
                text = "".join(c for c in text if not unicodedata.combining(c))
            return " ".join(text.split())


def event_id(event: Event) -> str:
    """Name an event by what, where, when, who and to whom."""
    return fact_id("event", event.subtype, event.location, event.when.start, event.actor, event.target)


def control_id(control: Control) -> str:
    """Name a span of control by place, holder, status and first day."""
    return fact_id("control", control.location, control.holder, control.status, control.valid.start)


def axis_id(axis: Axis) -> str:
    """Name an axis by who, from where, to where and when."""
    origin = axis.origin if axis.origin is not None else axis.origin_relation
    return fact_id("axis", axis.actor, origin, axis.objective, axis.objective_relation, axis.when.start)


def base_id(base: Base) -> str:
    """Name a base by kind, occupant and place."""
    return fact_id("base", base.kind, base.actor, base.location, base.name)


def identify(fact: Fact) -> Fact:
    """Give a fact the id that its fields make."""
    match fact:
        case Event():
            return replace(fact, id=event_id(fact))
        case Control():
            return replace(fact, id=control_id(fact))
        case Axis():
            return replace(fact, id=axis_id(fact))
        case _:
            return replace(fact, id=base_id(fact))


def source_key(source: Source) -> tuple[str, str, int, int, str]:
    """Order sources by publication, article and place in the text."""
    return (source.published or "9999", source.article, source.start, source.end, source.rule)


def distinct(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Sort facts by id; of two with one id the later gets a suffix ``-2``."""
    named: dict[str, list[Fact]] = {}
    for fact in facts:
        named.setdefault(fact.id, []).append(fact)
    out = []
    for same in named.values():
        if len(same) > 1:
            same.sort(key=lambda fact: ([source_key(source) for source in fact.sources], repr(fact)))
        out += [replace(fact, id=f"{fact.id}-{number}") if number > 1 else fact for number, fact in enumerate(same, 1)]
    return tuple(sorted(out, key=lambda fact: fact.id))
