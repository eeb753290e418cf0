"""Small builders of records for the tests of facts."""

from __future__ import annotations

import datetime as dt

from geo.records import (
    Actor,
    Article,
    Axis,
    Control,
    Event,
    Frame,
    Interval,
    Location,
    Place,
    PlaceRole,
    Reading,
    Sentence,
    Source,
    Span,
)


def day(text: str | None) -> Interval:
    if not text:
        return Interval()
    date = dt.date.fromisoformat(text)
    return Interval(date, date, "day")


def location(name: str, lat: float = 30.0, lon: float = 15.0, relation: str = "", radius_km: float = 5.0) -> Location:
    return Location(Place(f"p:{name}", name, lat, lon), lat, lon, radius_km, relation)


def article(name: str = "a.txt", published: str = "2019-06-27", text: str = "") -> Article:
    return Article(name, text, "0" * 64, published=day(published))


def source(name: str = "a.txt", published: str = "2019-06-27", start: int = 0, quote: str = "A took X.") -> Source:
    return Source(name, quote, start, start + len(quote), published)


def frame(sense: str, agent: str = "", patient: str = "", **given: object) -> Frame:
    """Build a frame; `object`, `from_`, `to` ... are places, `text` its sentence, `at_char` where it stands."""
    text = str(given.get("text", f"{agent} {sense}"))
    start = int(str(given.get("at_char", 0)))
    roles = {"object": "object", "at": "at", "from_": "from", "to": "to", "via": "via"}
    places = tuple(PlaceRole(role, given[key]) for key, role in roles.items() if key in given)  # type: ignore[arg-type]
    return Frame(
        article="a.txt",
        sense=sense,
        rule=str(given.get("rule", f"{sense}.test")),
        trigger=Span(start + int(str(given.get("trigger", 0))), start + int(str(given.get("trigger", 0))) + 1),
        sentence=Sentence(start, start + len(text), text, 0),
        status=given.get("status", "occurred"),  # type: ignore[arg-type]
        claimant=str(given.get("claimant", "")),
        agent=agent,
        patient=patient,
        places=places,
        when=day(given.get("when")),  # type: ignore[arg-type]
        background=bool(given.get("background", False)),
        confidence=0.8,
        details=given.get("details", ()),  # type: ignore[arg-type]
    )


def event(name: str = "a.txt", published: str = "2019-06-27", **given: object) -> Event:
    fields: dict[str, object] = {
        "id": "",
        "type": "Battles",
        "subtype": "Armed clash",
        "status": "occurred",
        "actor": "A",
        "target": "B",
        "location": location("X"),
        "when": day("2019-06-26"),
        "fatalities": None,
        "background": False,
        "headline": "A and B fight at X",
        "confidence": 0.6,
        "sources": (source(name, published, int(str(given.pop("start", 0)))),),
    }
    return Event(**(fields | given))  # type: ignore[arg-type]


def control(
    holder: str,
    start: str | None = None,
    end: str | None = None,
    name: str = "a.txt",
    published: str = "2019-06-27",
    **given: object,
) -> Control:
    valid = Interval(day(start).start, day(end).start, "day" if start or end else "unknown")
    fields: dict[str, object] = {
        "id": "",
        "holder": holder,
        "status": "held",
        "location": location("X"),
        "valid": valid,
        "basis": "inferred",
        "confidence": 0.6,
        "sources": (source(name, published, quote=f"{holder} {start} {end}"),),
    }
    return Control(**(fields | given))  # type: ignore[arg-type]


def axis(name: str = "a.txt", published: str = "2019-06-27", **given: object) -> Axis:
    fields: dict[str, object] = {
        "id": "",
        "actor": "A",
        "status": "occurred",
        "origin": location("O", 31.0),
        "via": (),
        "objective": location("X"),
        "origin_relation": "",
        "objective_relation": "",
        "when": day("2019-06-26"),
        "confidence": 0.6,
        "sources": (source(name, published),),
    }
    return Axis(**(fields | given))  # type: ignore[arg-type]


def reading(name: str = "a.txt", published: str = "2019-06-27", **given: object) -> Reading:
    return Reading(article(name, published), actors=(Actor("A", "A"),), **given)  # type: ignore[arg-type]
