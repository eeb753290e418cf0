"""A small invented Libya for the tests of the layers: places, facts and a gazetteer of towns."""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
from shapely.geometry import Polygon, box

from geo.layers.schema import World
from geo.records import (
    Article,
    Axis,
    Base,
    Control,
    Event,
    Facts,
    Interval,
    Location,
    Mention,
    NotMapped,
    Place,
    Reading,
    Source,
    Span,
)

DAY = dt.date(2019, 12, 21)
TODAY = Interval(DAY, DAY, "day")


def place(name, lat, lon, population=0, *, feature_class="P", feature_code="PPL", radius_km=5.0, country="LY"):
    return Place(
        id=f"t:{name.lower().replace(' ', '-')}",
        name=name,
        lat=lat,
        lon=lon,
        country=country,
        population=population,
        feature_class=feature_class,
        feature_code=feature_code,
        radius_km=radius_km,
        geocoder="test",
        names=(name, name.upper()),
    )


PLACES = {
    p.name: p
    for p in (
        place("Tripoli", 32.88743, 13.18733, 1_302_947, feature_code="PPLC", radius_km=12),
        place("Benghazi", 32.11486, 20.06859, 757_490),
        place("Misrata", 32.37535, 15.09254, 355_657),
        place("Zliten", 32.46739, 14.56874, 203_790),
        place("Khoms", 32.64861, 14.26191, 201_943),
        place("Zawiya", 32.75222, 12.72778, 186_123),
        place("Janzur", 32.81868, 13.01727, 154_389),
        place("Tobruk", 32.08963, 23.95385, 141_499),
        place("Ajdabiya", 30.75545, 20.22625, 131_773),
        place("Ajaylat", 32.75718, 12.37633, 130_546),
        place("Sirte", 31.20892, 16.58866, 106_705),
        place("Qasr Bin Ghashir", 32.68333, 13.18333, 100_069),
        place("Tajura", 32.88167, 13.35056, 100_000),
        place("Sabratha", 32.79335, 12.48845, 83_398),
        place("Surman", 32.75668, 12.57159, 77_114),
        place("Msallata", 32.58345, 14.03627, 73_907),
        place("Tarhuna", 32.43501, 13.6332, 52_420),
        place("al-Aziziya", 32.53194, 13.0175, 52_404),
        place("Qarabulli", 32.74506, 13.71467, 49_610),
        place("Bani Walid", 31.74554, 13.98354, 45_734),
        place("Gharyan", 32.17222, 13.02028, 36_110),
        place("Zuwara", 32.9312, 12.08199, 33_887),
        place("Zintan", 31.93155, 12.25291, 33_000),
        place("Yafran", 32.06329, 12.52859, 22_680),
        place("Nalut", 31.86848, 10.9812, 28_431),
        place("Mizda", 31.44934, 12.9853, 16_735),
        place("al-Watiya", 32.4733, 11.8976, feature_class="S", feature_code="AIRB"),
        place("Ras Lanuf", 30.47, 18.57, 12_000),
        place("Cyrenaica", 30.5, 21.5, feature_class="L", feature_code="RGN", radius_km=260),
        place("Libya", 28.0, 17.0, feature_class="A", feature_code="PCLI", radius_km=748),
    )
}
LAND = Polygon(
    [(9, 33.2), (11.5, 33.15), (12.3, 32.85), (13.2, 32.9), (14.2, 32.7), (15.2, 32.4), (15.4, 31.8), (15.8, 31.35),
     (17.3, 31.0), (18.5, 30.5), (19.4, 30.3), (20.05, 31.0), (20.05, 32.2), (21.6, 32.95), (23.2, 32.6), (25.2, 31.6),
     (25, 22), (9, 22)]
)  # fmt: skip


class Towns:
    """A gazetteer of the places above."""

    def towns(self, bbox, least_population):
        ground = box(*bbox)
        found = [p for p in PLACES.values() if p.feature_class == "P" and p.population >= least_population]
        return tuple(p for p in found if ground.intersects(box(p.lon, p.lat, p.lon, p.lat)))


def at(name, **more):
    p = PLACES[name]
    values = {"place": p, "lat": p.lat, "lon": p.lon, "radius_km": p.radius_km} | more
    return Location(**values)


def source(article="2019.txt", quote="Forces hold the town.", start=0, rule="hold"):
    return Source(article, quote, start, start + len(quote), "2019-12-21", "https://example.org/a", rule)


def control(holder, name, status="held", start=None, end=None, **more):
    location = more.pop("location", None) or at(name)
    key = f"control-{holder}-{name}-{status}-{start}-{location.relation}".lower().replace(" ", "-")
    return Control(key, holder, status, location, Interval(start, end, "day" if start else "unknown"), "stated", 0.8,
                   (source(),), **more)  # fmt: skip


def axis(actor, origin, objective, status="planned", *, via=(), origin_relation="", objective_relation="", key=""):
    return Axis(
        id=key or f"axis-{actor}-{origin or origin_relation}-{objective}-{status}".lower().replace(" ", "-"),
        actor=actor,
        status=status,
        origin=at(origin) if origin else None,
        via=tuple(at(name) for name in via),
        objective=at(objective) if isinstance(objective, str) else objective,
        origin_relation=origin_relation,
        objective_relation=objective_relation,
        when=TODAY,
        confidence=0.7,
        sources=(source(rule="advance"),),
    )


SOUTH_OF_MISRATA = at(
    "Misrata", lat=32.24, lon=15.09254, radius_km=30.0, relation="south of", shape="sector", bearing_deg=180.0,
    distance_km=15.0,
)  # fmt: skip


def event(key, name, subtype="Armed clash", status="occurred", *, location=None, when=TODAY, **more):
    return Event(
        id=f"event-{key}",
        type=more.get("type", "Battles"),
        subtype=subtype,
        status=status,
        actor=more.get("actor", "LNA"),
        target=more.get("target", ""),
        location=location or at(name),
        when=when,
        fatalities=more.get("fatalities"),
        background=False,
        headline=f"{subtype} at {name}",
        confidence=0.75,
        sources=(source(rule=subtype),),
    )


def base(kind, actor, name, status="active"):
    return Base(f"base-{kind}-{actor}-{name}".lower().replace(" ", "-"), f"{actor} {kind}", kind, actor, at(name),
                status, Interval(), 0.8, (source(rule="base"),))  # fmt: skip


TEXT = "Fighting reached Tripoli. Forces hold Tarhuna.\nRome believes nothing. Qaryat al-Nowhere fell."


def reading():
    article = Article("2019.txt", TEXT, "0" * 64, "Fighting", Interval(DAY, DAY, "day"), "Our own", "", "", "en")

    def named(phrase, location, role="literal", why=""):
        start = TEXT.index(phrase)
        return Mention("2019.txt", start, start + len(phrase), phrase, role, location, 0.9 if location else 0.2, why)

    return Reading(
        article=article,
        mentions=(
            named("Tripoli", at("Tripoli")),
            named("Tarhuna", at("Tarhuna")),
            named("Rome", None, "associative"),
            named("Qaryat al-Nowhere", None, "literal", "no gazetteer knows it"),
        ),
        not_mapped=(NotMapped("2019.txt", 47, 70, "Rome believes nothing.", "no place"),),
        sentences=(Span(0, 25), Span(26, 46), Span(47, 69), Span(70, len(TEXT))),
    )


def facts():
    return Facts(
        readings=(reading(),),
        control=(
            control("GNA", "Tripoli", start=dt.date(2018, 12, 1)),
            control("Seventh Brigade", "Tarhuna"),
            control("LNA", "Gharyan"),
            control("LNA", "al-Aziziya"),
            control("LNA", "al-Watiya"),
            control("GNA", "Zawiya"),
            control("Misratan forces", "Misrata"),
            control("Misratan forces", "Sirte", start=DAY),
            control("LNA", "Bani Walid", status="claimed"),
            control("LNA", "Benghazi"),
            control("LNA", "Ajdabiya"),
            control("LNA", "Ras Lanuf"),
        ),
        axes=(
            axis("LNA", "Tarhuna", "Tripoli"),
            axis("LNA", None, "Tripoli", origin_relation="from the west"),
            axis("LNA", "Gharyan", "Tripoli", via=("al-Aziziya",)),
            axis("LNA", "Bani Walid", SOUTH_OF_MISRATA, status="ongoing"),
            axis("LNA", "Ras Lanuf", "Sirte"),
            axis("GNA", None, "Sirte", status="claimed"),
        ),
        events=(
            event("clash", "Tripoli"),
            event("south", "Misrata", location=SOUTH_OF_MISRATA, status="ongoing"),
            event("strike", "Misrata", "Air/drone strike", type="Explosions/Remote violence", fatalities=3),
            event("later", "Sirte", "Ultimatum", "threatened", when=Interval()),
        ),
        bases=(base("headquarters", "Seventh Brigade", "Tarhuna"), base("air base", "LNA", "al-Watiya")),
    )


def world():
    countries = gpd.GeoDataFrame({"name": ["Libya"], "iso_n3": ["434"]}, geometry=[LAND], crs="EPSG:4326")
    return World((9, 22, 25, 33.5), LAND, countries)
