"""A small finished build, written as `build.py map` writes it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from geo.layers import build_layers, write_layers
from geo.records import Article, Base, Control, Event, Facts, Interval, Location, Place, Reading, Source

TOWN = Place(
    "t:one", "Gharyan", 32.172, -13.02, "LY", admin1="57", population=9_000, geocoder="test", names=("Gharyan",)
)
HERE = Location(TOWN, 32.172, -13.02, 5.0)
DAY = Interval(dt.date(2019, 4, 7), dt.date(2019, 4, 7), "day")
QUOTE = '=HYPERLINK("http://x") said <b>them</b> ]]> & "more"'
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1")


class Towns:
    """A gazetteer without towns."""

    def towns(self, bbox: tuple[float, float, float, float], least_population: int) -> tuple[Place, ...]:
        del bbox, least_population
        return ()


def finished(folder: Path) -> Path:
    source = Source("a.txt", QUOTE, 0, len(QUOTE), "2019-04-08")
    clash = Event(
        "event-1",
        "Battles",
        "Armed clash",
        "occurred",
        "LNA",
        "GNA",
        HERE,
        DAY,
        4,
        background=False,
        headline="=Clash",
        confidence=0.8,
        sources=(source,),
    )
    events = [
        clash,
        replace(clash, id="event-2", status="planned"),
        replace(clash, id="event-3", type="Diplomacy", subtype="Meeting"),
        replace(clash, id="event-4", when=Interval()),
        replace(clash, id="event-5", fatalities=None, location=replace(HERE, radius_km=80.0)),
        *(replace(clash, id=f"event-f{number}", actor=text) for number, text in enumerate(FORMULAS)),
    ]
    control = Control("control-1", "LNA", "held", HERE, Interval(DAY.start, None, "day"), "stated", 0.8, (source,))
    base = Base("base-1", "Camp", "camp", "LNA", HERE, "active", Interval(), 0.7, (source,))
    reading = Reading(Article("a.txt", QUOTE, "0" * 64, source="=Daily"))
    facts = Facts((reading,), events=tuple(events), control=(control,), bases=(base,))
    folder.mkdir(exist_ok=True)
    write_layers(build_layers(facts, Towns(), None), folder)
    return folder
