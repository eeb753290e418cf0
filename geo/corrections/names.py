"""Pins and forbids as the toponym stage takes them, and those that no article needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.corrections.lines import plain
from geo.gazetteer.names import name_key
from geo.records import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.corrections.model import Corrections, Pin
    from geo.gazetteer import Gazetteer
    from geo.records import Reading
    from geo.toponyms.rulings import Ruling


def rulings_of(corrections: Corrections) -> tuple[Ruling, ...]:
    """Give what the analyst says of names; the order of the file does not matter."""
    if not corrections.pin and not corrections.forbid:
        return ()
    # A build that has nothing of the kind, and perhaps nothing new, need not load the stage that reads it.
    from geo.toponyms.rulings import Ruling  # noqa: PLC0415

    pins = [Ruling(pin.name, pin.place, _point(pin), article=pin.article) for pin in corrections.pin]
    forbids = [Ruling(item.name, item.place, forbids=True, article=item.article) for item in corrections.forbid]
    return tuple(sorted(set(pins + forbids), key=repr))


def _point(pin: Pin) -> Place | None:
    if pin.lat is None or pin.lon is None:
        return None
    slug = re.sub(r"\W+", "-", pin.name.casefold()).strip("-")
    where = f"{pin.lat:.3f}-{pin.lon:.3f}"
    return Place(
        id=f"analyst:{slug}-{where}",
        name=pin.name,
        lat=pin.lat,
        lon=pin.lon,
        country=pin.country,
        radius_km=pin.radius_km,
        geocoder="analyst",
        names=(pin.name,),
    )


def unused_rulings(
    rulings: Sequence[Ruling], readings: Iterable[Reading], gazetteer: Gazetteer, file: str
) -> tuple[str, ...]:
    """Tell the rulings that did nothing: their name stands in no article, or no gazetteer has their place."""
    phrases: dict[str, set[str]] = {}
    for reading in readings if rulings else ():
        for mention in reading.mentions:
            phrases.setdefault(name_key(mention.phrase), set()).add(reading.article.name)
    told = []
    for ruling in rulings:
        table = "forbid" if ruling.forbids else "pin"
        key = name_key(ruling.name)
        # A phrase may hold the generic word that the ruling's name leaves out, or the other way about.
        articles = {name for phrase, found in phrases.items() if key in phrase or phrase in key for name in found}
        if ruling.place and gazetteer.get(ruling.place) is None:
            told.append(f"{file}: {table}: {ruling.name}: no gazetteer has the place {ruling.place}")
        elif not any(ruling.holds_in(name) for name in articles):
            where = f"{ruling.article} does not name it, or is gone" if ruling.article else "no article names it"
            told.append(f"{file}: {table}: {ruling.name}: {where}")
    return tuple(map(plain, told))
