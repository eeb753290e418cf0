"""Finds the feature that a correction is about: by its id, else by what it was when the correction was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.corrections.model import Description
from geo.records import Axis, Base, Control, Event

if TYPE_CHECKING:
    from collections.abc import Mapping

    Fact = Event | Control | Axis | Base


def describe(fact: Fact) -> Description:
    """Describe a feature so that it is found again when a re-worded article has given it another id."""
    place = fact.objective.place if isinstance(fact, Axis) else fact.location.place
    told = next((source.article for source in fact.sources if source.rule != "correction"), "")
    return Description(place=place.id, type=_type(fact), date=_day(fact), article=told)


def find(feature: str, was: Description | None, facts: Mapping[str, Fact]) -> tuple[str, str]:
    """Find a feature.

    Parameters
    ----------
    feature
        Its id when the correction was written.
    was
        What it was then.
    facts
        The features of its layer by id.

    Returns
    -------
    str, str
        The id that it has now, empty when it is not there; and what is to be told of that, empty when all is well.
    """
    if feature in facts:
        return feature, ""
    if was is None:
        return "", f"{feature} is not on the map any more"
    told = ", ".join(text for text in (was.type, was.place, was.date, was.article) if text)
    found = [key for key, fact in facts.items() if _fits(fact, was)]
    if len(found) == 1:
        return found[0], f"{feature} ({told}) is {found[0]} now: found by its description, put in the new id"
    many = f"{len(found)} features fit its description" if found else "none fits its description"
    return "", f"{feature} ({told}) is not on the map any more, and {many}"


def _fits(fact: Fact, was: Description) -> bool:
    place = fact.objective.place if isinstance(fact, Axis) else fact.location.place
    return (
        was.place in {"", place.id, place.name}
        and was.type in {"", _type(fact)}
        and was.date in {"", _day(fact)}
        and (not was.article or any(source.article == was.article for source in fact.sources))
    )


def _type(fact: Fact) -> str:
    match fact:
        case Event():
            return fact.subtype
        case Control():
            return fact.holder
        case Axis():
            return fact.actor
        case Base():
            return fact.kind


def _day(fact: Any) -> str:
    when = fact.valid if isinstance(fact, Control | Base) else fact.when
    return when.start.isoformat() if when.start else ""
