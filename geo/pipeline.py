"""The one module that knows the order of the stages: articles in, facts and layers out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.articles import read_articles
from geo.errors import SitmapError
from geo.facts import merge
from geo.gazetteer import gazetteer_version, open_gazetteer
from geo.gazetteer.wanted import fetch_wanted
from geo.layers import build_layers, read_world
from geo.layers.schema import Layers, MapContext
from geo.reader import Reader
from geo.records import Failure
from geo.region import Box, bounds_of, countries_of_facts, title_of
from geo.store import configuration_key, open_store, rules_version

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from geo.gazetteer import Gazetteer
    from geo.gazetteer.online import OnlineGeocoder
    from geo.layers.schema import World
    from geo.records import Article, Facts, Reading
    from geo.store import Store
    from geo.theatre import Theatre


@dataclass(frozen=True)
class Build:
    """Everything a build gives before it is drawn and written."""

    facts: Facts
    layers: Layers
    context: MapContext
    failures: tuple[Failure, ...]
    warnings: tuple[str, ...]


def read_all(
    articles: Iterable[Article], reader: Reader, store: Store | None = None
) -> tuple[list[Reading], list[Failure]]:
    """Read every article, or take its kept reading; one that breaks a stage is reported and the others go on."""
    readings: list[Reading] = []
    fresh: list[Reading] = []
    failures: list[Failure] = []
    for article in articles:
        reading = store.get(article) if store else None
        try:
            if reading is None:
                unanswered = reader.online.unanswered if reader.online else 0
                reading = reader.read(article)
                # A reading that lacks an answer is not kept: the next build asks again.
                if reader.online is None or reader.online.unanswered == unanswered:
                    fresh.append(reading)
            readings.append(reading)
        except Exception as problem:  # noqa: BLE001 - one bad article never loses the other articles
            failures.append(Failure(article.name, f"could not be understood ({type(problem).__name__}: {problem})"))
    if store and fresh:
        store.put(fresh)
    return readings, failures


def build(
    inputs: Sequence[Path],
    theatre: Theatre,
    *,
    cache_dir: Path,
    world_atlas: Path | None,
    today: dt.date,
    report: Callable[[str], None] = lambda _: None,
    online: OnlineGeocoder | None = None,
) -> Build:
    """Build layers from articles.

    Parameters
    ----------
    inputs
        Article files and folders.
    theatre
        The conflict; an empty one infers countries and actors from the text.
    cache_dir
        Folder for the compiled gazetteer and the readings of earlier builds.
    world_atlas
        Folder of the world-atlas npm package, or ``None`` for a map without land.
    today
        Later publication dates are refused.
    report
        Takes a line of progress.
    online
        Asked for names that no gazetteer knows.

    Raises
    ------
    SitmapError
        Not one article could be read.
    """
    read = read_articles(inputs, today=today)
    if not read.articles:
        problems = "; ".join(f"{failure.file}: {failure.problem}" for failure in read.failures[:3])
        raise SitmapError(
            f"no article could be read from {', '.join(map(str, inputs))}" + (f" ({problems})" if problems else "")
        )
    report(f"{len(read.articles)} articles")
    missing = fetch_wanted(theatre.gazetteers, cache_dir, today=today)
    gazetteer = open_gazetteer(cache_dir, extra=[place.to_record() for place in theatre.places])
    key = configuration_key(
        rules_version(), gazetteer_version(cache_dir), theatre.model_dump_json(), *([online.service] if online else [])
    )
    with open_store(cache_dir / "readings.sqlite", key) as store:
        readings, failures = read_all(read.articles, Reader(gazetteer, theatre, online), store)
    if not readings:
        raise SitmapError("; ".join(f"{failure.file}: {failure.problem}" for failure in failures[:3]))
    facts = merge(readings)
    world, warnings = _world(world_atlas, bounds_of(facts, theatre), cache_dir)
    layers = build_layers(facts, gazetteer, world)
    context = make_context(facts, theatre, gazetteer, world)
    return Build(
        facts, layers, context, (*read.failures, *failures), (*missing, *(online.problems if online else ()), *warnings)
    )


def _world(world_atlas: Path | None, bounds: Box | None, cache_dir: Path) -> tuple[World | None, tuple[str, ...]]:
    if bounds is None:
        return None, ("no fact could be placed: the map is empty",)
    if world_atlas is None:
        return None, (
            "the basemap source is missing (`make map` fetches it): land is not drawn, zones are not clipped to it",
        )
    return read_world(world_atlas, bounds, cache_dir=cache_dir / "world"), ()


def make_context(facts: Facts, theatre: Theatre, gazetteer: Gazetteer, world: World | None) -> MapContext:
    """Gather what a picture needs beside the layers."""
    bounds = bounds_of(facts, theatre)
    countries = countries_of_facts(facts, theatre)
    dates = [reading.article.published.end for reading in facts.readings if reading.article.published.end]
    return MapContext(
        title=title_of(countries, theatre, gazetteer),
        subtitle=theatre.map.subtitle,
        countries=countries,
        bbox=bounds,
        view=theatre.map.view,
        period=theatre.map.period,
        newest=max(dates).isoformat() if dates else "",
        language=theatre.map.language,
        contested_colour=theatre.map.contested_colour,
        actors=facts.actors,
        towns=gazetteer.towns(bounds, 5_000) if bounds else (),
        world=world,
    )
