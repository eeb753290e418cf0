"""The one module that knows the order of the stages: articles in, facts and layers out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pyproj
import shapely

from geo.corrections import apply_corrections, rulings_of, told_lines, unused_rulings
from geo.errors import SitmapError
from geo.facts import load_roster, merge
from geo.imports import join_data
from geo.inputs import READ_WITH
from geo.layers import build_layers, read_world
from geo.layers.schema import Layers, MapContext, TileLayer
from geo.memo import open_memo
from geo.readings import read_all
from geo.region import Box, bounds_of, countries_of_facts, title_of
from geo.store import configuration_key, open_store
from geo.workers import Setup

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import geopandas as gpd

    from geo.gazetteer import Gazetteer
    from geo.gazetteer.online import OnlineGeocoder
    from geo.inputs import Inputs
    from geo.layers.schema import World
    from geo.readings import Report
    from geo.records import Facts, Failure
    from geo.theatre import Theatre


@dataclass(frozen=True)
class Build:
    """Everything a build gives before it is drawn and written.

    `data` tells of each file of the theatre's data what was joined and left out, `corrections` what was corrected,
    `unmatched` which corrections fit nothing; `settled` is false where another try may read more, though nothing has
    changed.
    """

    layers: Layers
    context: MapContext
    failures: tuple[Failure, ...]
    warnings: tuple[str, ...]
    settled: bool = True
    data: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What articles, data and corrections say together, before it is laid out; the rest is as in `Build`."""

    facts: Facts
    gazetteer: Gazetteer
    areas: gpd.GeoDataFrame | None
    datasets: tuple[tuple[str, str], ...]
    failures: tuple[Failure, ...]
    warnings: tuple[str, ...]
    settled: bool
    data: tuple[str, ...]
    corrections: tuple[str, ...]
    unmatched: tuple[str, ...]


def know(
    inputs: Inputs,
    theatre: Theatre,
    *,
    cache_dir: Path,
    today: dt.date,
    workers: int = 1,
    scheduler: str = "",
    report: Report = lambda *_: None,
    online: OnlineGeocoder | None = None,
    whole: bool = True,
) -> Known:
    """Read the articles, merge what they say, join the data of others and apply the corrections.

    Parameters and errors are those of `build`; readings without their texts and mentions will do unless `whole`.
    """
    rulings = rulings_of(inputs.corrections)
    setup = Setup(cache_dir, theatre.model_dump_json(include=READ_WITH), today, rulings)
    with open_store(cache_dir / "units.sqlite", inputs.configuration) as store:
        found = read_all(
            inputs.units,
            store,
            setup,
            workers=workers,
            scheduler=scheduler,
            online=online,
            report=report,
            whole=whole or bool(rulings),  # which of them did something is told by the mentions
        )
    readings = [item.reading for item in found if item.reading is not None]
    own = (item.failures(unit) for unit, item in zip(inputs.units, found, strict=True))
    failures = (*inputs.failures, *(failure for some in own for failure in some))
    if not readings and not theatre.data:
        raise _nothing(inputs.sources, failures)
    gazetteer = setup.gazetteer()
    joined = join_data(merge(readings), theatre, gazetteer, today=today)
    roster = load_roster([actor.to_record() for actor in theatre.actors], countries_of_facts(joined.facts, theatre))
    corrected = apply_corrections(joined.facts, inputs.corrections, gazetteer, roster)
    unused = unused_rulings(rulings, readings, gazetteer, inputs.corrections.name)
    return Known(
        corrected.facts,
        gazetteer,
        joined.areas,
        (*joined.datasets, *corrected.datasets),
        failures,
        (*inputs.warnings, *store.warnings, *(online.problems if online else ())),
        all(item.settled for item in found),
        joined.notes,
        tuple(told_lines(corrected.applied)),
        (*unused, *corrected.warnings),
    )


def build(
    inputs: Inputs,
    theatre: Theatre,
    *,
    cache_dir: Path,
    world_atlas: Path | None,
    today: dt.date,
    workers: int = 1,
    scheduler: str = "",
    report: Report = lambda *_: None,
    online: OnlineGeocoder | None = None,
) -> Build:
    """Build layers from articles.

    Parameters
    ----------
    inputs
        From `gather`.
    theatre
        The conflict; an empty one infers countries and actors from the text.
    cache_dir
        Folder for the compiled gazetteer and the readings of earlier builds.
    world_atlas
        Folder of the world-atlas npm package, or ``None`` for a map without land.
    today
        Later publication dates are refused.
    workers
        Processes that read articles and draw.
    scheduler
        Address of a Dask scheduler whose workers read them instead.
    report
        Takes what is being done, how far, and how much there is.
    online
        Asked for names that no gazetteer knows.

    Raises
    ------
    SitmapError
        Not one article could be read.
    """
    known = know(
        inputs,
        theatre,
        cache_dir=cache_dir,
        today=today,
        workers=workers,
        scheduler=scheduler,
        report=report,
        online=online,
        whole=False,
    )
    facts = known.facts
    bounds = bounds_of(facts, theatre)
    world, warnings = _world(world_atlas, bounds, cache_dir)
    with open_memo(cache_dir / "drawn.sqlite", _drawn_with(inputs)) as memo:
        layers = build_layers(facts, known.gazetteer, world, areas=known.areas, memo=memo, workers=workers)
    context = replace(make_context(facts, theatre, known.gazetteer, world, bounds), datasets=known.datasets)
    return Build(
        layers,
        context,
        known.failures,
        (*known.warnings, *warnings, *known.unmatched),
        known.settled,
        known.data,
        known.corrections,
        known.unmatched,
    )


def _drawn_with(inputs: Inputs) -> str:
    """Hash what geometry depends on beside its facts: rules, gazetteer, the analyst's places, the libraries.

    Builds of other inputs have a key of their own, so that those in turn do not let go what the others draw.
    """
    libraries = (shapely.__version__, shapely.geos_version_string, pyproj.__version__, pyproj.proj_version_str)
    sources = (str(path.resolve()) for path in inputs.sources)
    rulings = map(repr, rulings_of(inputs.corrections))
    return configuration_key(inputs.configuration, np.__version__, *libraries, *rulings, *sources)


def _nothing(sources: Iterable[Path], failures: Sequence[Failure]) -> SitmapError:
    problems = "; ".join(f"{failure.file}: {failure.problem}" for failure in failures[:3])
    return SitmapError(
        f"no article could be read from {', '.join(map(str, sources))}" + (f" ({problems})" if problems else "")
    )


def _world(world_atlas: Path | None, bounds: Box | None, cache_dir: Path) -> tuple[World | None, tuple[str, ...]]:
    if bounds is None:
        return None, ("no fact could be placed: the map is empty",)
    if world_atlas is None:
        return None, (
            "the basemap source is missing (`make map` fetches it): land is not drawn, zones are not clipped to it",
        )
    return read_world(world_atlas, bounds, cache_dir=cache_dir / "world"), ()


def make_context(
    facts: Facts, theatre: Theatre, gazetteer: Gazetteer, world: World | None, bounds: Box | None
) -> MapContext:
    """Gather what a picture needs beside the layers."""
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
        tiles=tuple(TileLayer(**layer.model_dump()) for layer in theatre.map.tiles),
        logo=theatre.map.logo,
    )
