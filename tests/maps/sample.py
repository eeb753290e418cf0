"""A small hand-made theatre for the tests of the pictures: invented reports in our own words, through the real layers stage."""

# ruff: noqa: E501, PLR0917 - the facts are a table: a row reads best whole

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from geo.facts.evidence import published_text
from geo.facts.headline import headline
from geo.layers import build_layers, read_world
from geo.layers.schema import Layers, MapContext, World
from geo.records import (
    Actor,
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

ATLAS = Path(__file__).resolve().parents[2] / "maps" / "assets" / "node_modules" / "world-atlas"
BOX = (10.6, 29.9, 21.2, 33.4)

_PLACES = (
    # name, lat, lon, population, class, code, other names
    ("Tripoli", 32.8872, 13.1913, 1150989, "P", "PPLC", "طرابلس"),
    ("Misrata", 32.3754, 15.0925, 386120, "P", "PPLA", "مصراتة"),
    ("Benghazi", 32.1167, 20.0667, 650629, "P", "PPLA", "بنغازي"),
    ("Sirte", 31.2089, 16.5887, 128123, "P", "PPLA", "سرت"),
    ("Tarhuna", 32.4350, 13.6332, 210697, "P", "PPL", "ترهونة"),
    ("Gharyan", 32.1722, 13.0203, 85219, "P", "PPLA", "غريان"),
    ("al-Aziziya", 32.5319, 13.0176, 23399, "P", "PPL", "العزيزية"),
    ("al-Watiya", 32.4820, 11.8970, 0, "S", "AIRB", "الوطية"),
    ("Bani Walid", 31.7566, 13.9942, 46350, "P", "PPL", "بني وليد"),
    ("Zawiya", 32.7571, 12.7276, 200000, "P", "PPLA", "الزاوية"),
    ("Zintan", 31.9314, 12.2529, 16024, "P", "PPL", "الزنتان"),
    ("Khoms", 32.6486, 14.2619, 201943, "P", "PPLA", "الخمس"),
    ("al-Jufra", 29.1980, 16.0010, 0, "S", "AIRB", "الجفرة"),
    ("Sorman", 32.7568, 12.5716, 75854, "P", "PPL", "صرمان"),
    ("Rome", 41.8919, 12.5113, 2318895, "P", "PPLC", "روما"),
)
_TOWNS = (
    ("Zuwarah", 32.9312, 12.0819, 180310),
    ("Sabratha", 32.7934, 12.4885, 102038),
    ("Zliten", 32.4674, 14.5687, 109972),
    ("Mizdah", 31.4451, 12.9801, 26107),
    ("Nalut", 31.8685, 10.9812, 26256),
    ("Ajdabiya", 30.7554, 20.2263, 134358),
    ("Ras Lanuf", 30.5029, 18.5273, 5000),
    ("Brega", 30.4062, 19.5739, 7000),
    ("Hun", 29.1268, 15.9477, 30715),
    ("Yafran", 32.0627, 12.5269, 67638),
    ("Tawergha", 32.0093, 15.0947, 24223),
    ("Ben Gardane", 33.1378, 11.2196, 58101),
    ("Tataouine", 32.9297, 10.4518, 62577),
)
ACTORS = (
    Actor("LNA", "Libyan National Army", side="LNA", colour="#b8322a"),
    Actor("GNA", "Government of National Accord", side="GNA", colour="#2a62a6", kind="state"),
    Actor("Misratan forces", "Misratan forces", side="GNA", colour="#1f8a8a"),
    Actor("Seventh Brigade", "Seventh Brigade (Kaniyat)", side="LNA", colour="#b07a1e"),
    Actor("Turkey", "Turkey", listed=False, kind="state"),
    Actor("UN", "United Nations", listed=False, kind="international"),
)
_REPORTS = {
    "a-2018-12-28.md": (
        "A push on the capital from two sides", "2018-12-28", "Example Brief", "https://example.org/a",
        (
            "The LNA plans to enter Tripoli from Tarhuna, where the Seventh Brigade has its headquarters.",
            "A second column is to come from the west.",
            "New recruits are trained in Gharyan, al-Aziziya and at the al-Watiya air base.",
            "Tripoli is in the hands of the GNA.",
            "The LNA also means to advance toward the south of Misrata.",
            "Last week the LNA clashed with a rival force near Bani Walid.",
            "The Seventh Brigade entered Tripoli in August; the UN brokered a ceasefire in September.",
            "Envoys met in Rome and again in Benghazi.",
            "Three operations rooms will be formed west of Tripoli.",
            "Something exploded at Wadi Nowhere.",
        ),
    ),
    "b-2019-04-08.md": (
        "Gharyan falls, fighting reaches the southern suburbs", "2019-04-08", "Example Wire", "https://example.org/b",
        (
            "The LNA took Gharyan on 4 April without a fight.",
            "On 5 April clashes broke out in the southern outskirts of Tripoli.",
            "GNA aircraft struck al-Watiya on 7 April, and six soldiers died.",
            "The LNA says it also took al-Aziziya; the GNA denies this.",
            "Fighters from Misrata moved to Tripoli to defend it.",
            "Zawiya and Sorman are held by forces loyal to the GNA.",
            "Thousands protested in Tripoli on 8 April.",
        ),
    ),
    "c-2019-06-27.md": (
        "GNA retakes Gharyan in a surprise attack", "2019-06-27", "Example Wire", "javascript:alert(1)",
        (
            "On 26 June the GNA recaptured Gharyan from the LNA.",
            "Shells hit a clinic in al-Aziziya on 20 June and killed five people.",
            "The LNA flies its drones from al-Jufra.",
            "Turkey shipped armoured vehicles to Tripoli on 18 May.",
            "The LNA denied a withdrawal from Tarhuna.",
        ),
    ),
    "d-2019-12-21.md": (
        "Three days to leave Tripoli and Sirte", "2019-12-21", "Example Journal", "https://example.org/d?x=1&y=<2>",
        (
            "On Friday the LNA gave the Misratan forces three days to leave Tripoli and Sirte.",
            "Otherwise it would bomb Misrata every day.",
            "Sirte is held by Misratan forces.",
            "Tripoli remains under the GNA, which has run it since 2016.",
            "The LNA has been attacking Tripoli for eight months.",
            "New clashes broke out south of Tripoli last week.",
            "Turkey and the GNA signed an agreement on 27 November in Tripoli.",
            "The LNA claims to hold Bani Walid.",
        ),
    ),
}  # fmt: skip


def _slug(name: str) -> str:
    return f"t:{name.lower().replace(' ', '-')}"


def place(name: str) -> Place:
    """Give one of the sample's places."""
    row = next(row for row in _PLACES if row[0] == name)
    _, lat, lon, population, feature_class, code, arabic = row
    country = "IT" if name == "Rome" else "LY"
    return Place(
        _slug(name), name, lat, lon, country, "", feature_class, code, population, geocoder="sample", names=(arabic,)
    )


def at(name: str, relation: str = "", bearing: float | None = None, km: float = 0.0, radius: float = 5.0) -> Location:
    """Give a location at a place, or moved from it."""
    spot = place(name)
    if bearing is None:
        return Location(spot, spot.lat, spot.lon, radius, relation)
    from geo.geodesy import move

    lat, lon = move(spot.lat, spot.lon, bearing, km)
    return Location(spot, lat, lon, radius, relation, "sector", bearing, km)


def day(text: str, precision: str = "day") -> Interval:
    """Give a dated interval."""
    start = dt.date.fromisoformat(text)
    return Interval(start, start, precision)


class Towns:
    """A gazetteer that knows the sample's towns."""

    def towns(self, bbox: tuple[float, float, float, float], least_population: int) -> tuple[Place, ...]:
        west, south, east, north = bbox
        return tuple(
            Place(f"w:{name.lower()}", name, lat, lon, "LY", population=population)
            for name, lat, lon, population in _TOWNS
            if population >= least_population and west <= lon <= east and south <= lat <= north
        )


def article(name: str) -> Article:
    """Give one of the sample's articles."""
    title, published, source, url, sentences = _REPORTS[name]
    text = "\n".join(sentences)
    return Article(
        name, text, hashlib.sha256(text.encode()).hexdigest(), title, day(published), source, "Sitmap", url, "en"
    )


def said(name: str, number: int, rule: str) -> Source:
    """Cite a sentence of the sample."""
    report = article(name)
    sentences = _REPORTS[name][4]
    start = sum(len(text) + 1 for text in sentences[:number])
    quote = sentences[number]
    return Source(name, quote, start, start + len(quote), published_text(report.published), report.url, rule)


A, B, C, D = _REPORTS


def _event(key: str, kind: str, status: str, actor: str, target: str, where: Location, when: Interval, *sources: Source,
           dead: int | None = None, old: bool = False, inferred: tuple[str, ...] = ()) -> Event:  # fmt: skip
    type_, subtype = kind.split(": ")
    event = Event(f"e{key}", type_, subtype, status, actor, target, where, when, dead, old, "", 0.8, sources, inferred)
    return replace(event, headline=headline(event))


def _events() -> tuple[Event, ...]:
    s, x = said, Interval()
    south = at("Tripoli", "southern outskirts", 180, 14, 9)
    return (
        _event("01", "Battles: Offensive", "planned", "LNA", "GNA", at("Tripoli"), x, s(A, 0, "plan to enter")),
        _event("02", "Battles: Armed clash", "occurred", "LNA", "", at("Bani Walid", "near", radius=15),
               Interval(dt.date(2018, 12, 17), dt.date(2018, 12, 23), "week"), s(A, 5, "clash with")),
        _event("03", "Battles: Territory captured", "occurred", "Seventh Brigade", "", at("Tripoli"),
               Interval(dt.date(2018, 8, 1), dt.date(2018, 8, 31), "month"), s(A, 6, "enter"), old=True),
        _event("04", "Strategic developments: Ceasefire", "occurred", "UN", "", at("Tripoli"),
               Interval(dt.date(2018, 9, 1), dt.date(2018, 9, 30), "month"), s(A, 6, "ceasefire"), old=True),
        _event("05", "Diplomacy: Meeting", "occurred", "LNA", "GNA", at("Rome"), x, s(A, 7, "meet")),
        _event("06", "Diplomacy: Meeting", "occurred", "LNA", "", at("Benghazi"), x, s(A, 7, "meet")),
        _event("07", "Battles: Advance", "planned", "LNA", "", at("Misrata", "south of", 180, 30, 20), x, s(A, 4, "advance")),
        _event("08", "Strategic developments: Non-violent transfer of territory", "occurred", "LNA", "GNA", at("Gharyan"), day("2019-04-04"),
               s(B, 0, "take without a fight")),
        _event("09", "Battles: Armed clash", "occurred", "LNA", "GNA", south, day("2019-04-05"), s(B, 1, "clashes broke out"),
               inferred=("actor", "target")),
        _event("10", "Explosions/Remote violence: Air/drone strike", "occurred", "GNA", "LNA", at("al-Watiya"), day("2019-04-07"),
               s(B, 2, "aircraft strike"), dead=6),
        _event("11", "Battles: Territory captured", "claimed", "LNA", "GNA", at("al-Aziziya"), x, s(B, 3, "says it took")),
        _event("12", "Battles: Territory captured", "denied", "GNA", "LNA", at("al-Aziziya"), x, s(B, 3, "denies")),
        _event("13", "Strategic developments: Mobilisation", "occurred", "Misratan forces", "", at("Tripoli"), x, s(B, 4, "move to")),
        _event("14", "Protests: Protest", "occurred", "", "", at("Tripoli"), day("2019-04-08"), s(B, 6, "protest")),
        _event("15", "Battles: Territory recaptured", "occurred", "GNA", "LNA", at("Gharyan"), day("2019-06-26"), s(C, 0, "recapture")),
        _event("16", "Explosions/Remote violence: Shelling/artillery/missile attack", "occurred", "LNA", "", at("al-Aziziya"),
               day("2019-06-20"), s(C, 1, "shells hit"), dead=5),
        _event("17", "Strategic developments: Military aid", "occurred", "Turkey", "GNA", at("Tripoli"), day("2019-05-18"), s(C, 3, "ship")),
        _event("18", "Strategic developments: Withdrawal", "denied", "LNA", "", at("Tarhuna"), x, s(C, 4, "denied a withdrawal")),
        _event("19", "Strategic developments: Ultimatum", "occurred", "LNA", "Misratan forces", at("Tripoli"), day("2019-12-20"),
               s(D, 0, "three days to leave")),
        _event("20", "Strategic developments: Ultimatum", "occurred", "LNA", "Misratan forces", at("Sirte"), day("2019-12-20"),
               s(D, 0, "three days to leave")),
        _event("21", "Explosions/Remote violence: Air/drone strike", "threatened", "LNA", "Misratan forces", at("Misrata"), x,
               s(D, 1, "would bomb")),
        _event("22", "Battles: Offensive", "ongoing", "LNA", "GNA", at("Tripoli"),
               Interval(dt.date(2019, 4, 21), dt.date(2019, 12, 21), "month"), s(D, 4, "have been attacking"), s(B, 1, "clashes broke out")),
        _event("23", "Battles: Armed clash", "occurred", "LNA", "GNA", at("Tripoli", "south of", 180, 14, 9),
               Interval(dt.date(2019, 12, 9), dt.date(2019, 12, 15), "week"), s(D, 5, "clashes broke out")),
        _event("24", "Strategic developments: Agreement", "occurred", "Turkey", "GNA", at("Tripoli"), day("2019-11-27"), s(D, 6, "sign")),
        _event("25", "Violence against civilians: Attack", "occurred", "LNA", "", at("al-Aziziya"), day("2019-06-20"), s(C, 1, "kill")),
    )  # fmt: skip


def _control() -> tuple[Control, ...]:
    def span(key: str, holder: str, status: str, where: Location, start: str, end: str, basis: str, *sources: Source, claimant: str = "") -> Control:  # fmt: skip
        first = dt.date.fromisoformat(start) if start else None
        last = dt.date.fromisoformat(end) if end else None
        return Control(f"c{key}", holder, status, where, Interval(first, last, "day"), basis, 0.8, sources, claimant)

    s = said
    return (
        span("01", "GNA", "held", at("Tripoli"), "2018-12-28", "", "stated", s(A, 3, "in the hands of"), s(D, 3, "remain under")),
        span("02", "Seventh Brigade", "held", at("Tarhuna"), "2018-12-28", "", "inferred", s(A, 0, "headquarters in")),
        span("03", "LNA", "held", at("Gharyan"), "2018-12-28", "2019-06-26", "inferred", s(A, 2, "train in"), s(B, 0, "take")),
        span("04", "GNA", "held", at("Gharyan"), "2019-06-26", "", "stated", s(C, 0, "recapture")),
        span("05", "LNA", "contested", at("al-Aziziya"), "2019-04-08", "", "stated", s(B, 3, "says it took"), claimant="LNA"),
        span("06", "GNA", "contested", at("al-Aziziya"), "2019-04-08", "", "stated", s(B, 3, "denies"), claimant="GNA"),
        span("07", "GNA", "held", at("Zawiya"), "2019-04-08", "", "stated", s(B, 5, "is held by")),
        span("08", "GNA", "held", at("Sorman"), "2019-04-08", "", "stated", s(B, 5, "is held by")),
        span("09", "Misratan forces", "held", at("Sirte"), "2019-12-21", "", "stated", s(D, 2, "is held by")),
        span("10", "Misratan forces", "held", at("Misrata"), "2018-12-28", "", "inferred", s(B, 4, "from")),
        span("11", "LNA", "held", at("al-Watiya"), "2018-12-28", "", "inferred", s(A, 2, "air base")),
        span("12", "LNA", "claimed", at("Bani Walid"), "2019-12-21", "", "stated", s(D, 7, "claims to hold"), claimant="LNA"),
        span("13", "LNA", "held", at("Benghazi"), "2018-12-28", "", "inferred", s(A, 7, "meet")),
        span("14", "LNA", "held", at("al-Jufra"), "2019-06-27", "", "inferred", s(C, 2, "fly from")),
        span("15", "Misratan forces", "besieged", at("Khoms"), "2019-12-21", "", "stated", s(D, 1, "besiege")),
    )  # fmt: skip


def _axes() -> tuple[Axis, ...]:
    def axis(key: str, actor: str, status: str, origin: Location | None, aim: Location, when: Interval, *sources: Source,
             side: str = "", goal: str = "") -> Axis:  # fmt: skip
        return Axis(f"a{key}", actor, status, origin, (), aim, side, goal, when, 0.8, sources)

    s, x = said, Interval()
    return (
        axis("1", "LNA", "planned", at("Tarhuna"), at("Tripoli"), x, s(A, 0, "enter from")),
        axis("2", "LNA", "planned", None, at("Tripoli"), x, s(A, 1, "come from"), side="from the west"),
        axis("3", "LNA", "planned", None, at("Misrata", "south of", 180, 30, 20), x, s(A, 4, "advance toward"), goal="south of"),
        axis("4", "LNA", "occurred", at("Gharyan"), at("al-Aziziya"), day("2019-04-05"), s(B, 3, "took")),
        axis("5", "Misratan forces", "occurred", at("Misrata"), at("Tripoli"), day("2019-04-08"), s(B, 4, "move to")),
        axis("6", "LNA", "denied", at("Tarhuna"), at("Bani Walid"), x, s(C, 4, "denied")),
        axis("7", "LNA", "claimed", at("Bani Walid"), at("Misrata"), day("2019-12-20"), s(D, 7, "claims")),
    )  # fmt: skip


def _bases() -> tuple[Base, ...]:
    def base(key: str, name: str, kind: str, actor: str, where: Location, status: str, *sources: Source) -> Base:
        return Base(f"b{key}", name, kind, actor, where, status, Interval(), 0.8, sources)

    s = said
    return (
        base("1", "Seventh Brigade headquarters", "headquarters", "Seventh Brigade", at("Tarhuna"), "active", s(A, 0, "headquarters")),
        base("2", "training camp, Gharyan", "training camp", "LNA", at("Gharyan"), "active", s(A, 2, "train in")),
        base("3", "training camp, al-Aziziya", "training camp", "LNA", at("al-Aziziya"), "active", s(A, 2, "train in")),
        base("4", "al-Watiya air base", "air base", "LNA", at("al-Watiya"), "active", s(A, 2, "air base"), s(B, 2, "struck")),
        base("5", "operations rooms", "operations room", "LNA", at("Tripoli", "west of", 270, 40, 20), "planned", s(A, 8, "will be formed")),
        base("6", "al-Jufra", "air base", "LNA", at("al-Jufra"), "active", s(C, 2, "fly from")),
    )  # fmt: skip


def _reading(name: str) -> Reading:
    report = article(name)
    spans, start = [], 0
    for sentence in _REPORTS[name][4]:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    mentions = []
    for row in _PLACES:
        position = report.text.find(row[0])
        while position >= 0:
            mentions.append(Mention(name, position, position + len(row[0]), row[0], "literal", at(row[0]), 0.9))
            position = report.text.find(row[0], position + 1)
    lost = report.text.find("Wadi Nowhere")
    missed = [NotMapped(name, lost, lost + 12, "Wadi Nowhere", "no gazetteer knows this name")] if lost >= 0 else []
    return Reading(report, tuple(mentions), not_mapped=tuple(missed), sentences=tuple(spans))


def facts() -> Facts:
    """Give the sample's facts."""
    return Facts(tuple(_reading(name) for name in _REPORTS), ACTORS, _events(), _control(), _axes(), _bases())


@lru_cache(maxsize=1)
def world() -> World | None:
    """Give the land around, or nothing where the assets were not fetched."""
    return read_world(ATLAS, BOX) if ATLAS.is_dir() else None


@lru_cache(maxsize=1)
def layers() -> Layers:
    """Give the sample's layers."""
    return build_layers(facts(), Towns(), world())


def context() -> MapContext:
    """Give what the pictures need beside the layers."""
    return MapContext(
        title="Libya: the battle for Tripoli",
        subtitle="Advances, bases and control as the articles tell them",
        countries=("LY",),
        bbox=BOX,
        newest="2019-12-21",
        actors=ACTORS,
        towns=Towns().towns((-180, -90, 180, 90), 0),
        changes="# Changes\n\n## Added\n\n- events: Ultimatum: Sirte (LNA - Misratan forces)\n",
        world=world(),
    )
