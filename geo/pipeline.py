"""The one module that knows the order of the stages: articles in, facts and layers out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.articles import Unit, find_units
from geo.corrections import Corrections, apply_corrections, rulings_of, told_lines, unused_rulings
from geo.errors import SitmapError
from geo.facts import load_roster, merge
from geo.gazetteer import gazetteer_version
from geo.gazetteer.wanted import fetch_wanted
from geo.imports import data_files, fingerprint, join_data
from geo.intake import UnitReading, unpack
from geo.layers import build_layers, read_world
from geo.layers.schema import Layers, MapContext, TileLayer
from geo.records import Failure
from geo.region import Box, bounds_of, countries_of_facts, title_of
from geo.store import configuration_key, open_store, rules_version
from geo.workers import Setup, read_units

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import geopandas as gpd

    from geo.gazetteer import Gazetteer
    from geo.gazetteer.online import OnlineGeocoder
    from geo.layers.schema import World
    from geo.records import Facts, Place
    from geo.store import Store
    from geo.theatre import Theatre
    from geo.toponyms.rulings import Ruling

    Report = Callable[[str, int, int], None]

_READ_WITH = {"countries", "bbox", "actors", "places"}  # of the theatre
_KEPT_AT_ONCE = 256  # readings that a killed build loses at most


@dataclass(frozen=True)
class Inputs:
    """What a build starts from: the units of its inputs, and what else their readings depend on.

    `configuration` is the key of that; `data` of the theatre's own data; `warnings` tell what of it could not be had;
    `made_with` are hashes of what else the facts depend on, by name.
    """

    sources: tuple[Path, ...]
    units: tuple[Unit, ...]
    failures: tuple[Failure, ...]
    configuration: str
    warnings: tuple[str, ...]
    data: str = ""
    corrections: Corrections = field(default_factory=Corrections)
    made_with: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """A hash of all that the facts of the build depend on."""
        told = (f"{failure.file}\0{failure.problem}" for failure in self.failures)
        return configuration_key(
            self.configuration, self.data, self.corrections.fingerprint, *(unit.key for unit in self.units), *told
        )


@dataclass(frozen=True)
class Build:
    """Everything a build gives before it is drawn and written.

    `data` tells of each file of the theatre's data what was joined and left out, `corrections` what was corrected,
    `unmatched` which corrections fit nothing; `settled` is false where another try may read more, though nothing has
    changed.
    """

    facts: Facts
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


def gather(
    sources: Sequence[Path],
    theatre: Theatre,
    *,
    cache_dir: Path,
    today: dt.date,
    online: OnlineGeocoder | None = None,
    corrections: Corrections | None = None,
) -> Inputs:
    """Find the units of the inputs, and fetch the gazetteers that the theatre wants.

    What the analyst says of names is part of what readings depend on; the other corrections are not.

    Raises
    ------
    UsageError
        An input does not exist.
    """
    own = data_files(theatre)
    found = [item for item in find_units(sources) if not own or _file_of(item) not in own]
    missing = fetch_wanted(theatre.gazetteers, cache_dir, today=today)
    corrections = corrections or Corrections()
    rulings = rulings_of(corrections)
    read_with = {
        "rules": rules_version(),
        "gazetteer": configuration_key(gazetteer_version(cache_dir), *([online.service] if online else [])),
        "theatre": theatre.model_dump_json(include=_READ_WITH),
        "names": "\n".join(repr(ruling) for ruling in rulings if not ruling.article),
    }
    files = {item.file: fingerprint(theatre.model_copy(update={"data": (item,)})) for item in theatre.data}
    made_with = read_with | {
        "theatre": configuration_key(theatre.model_dump_json(exclude={"map", "title", "gazetteers"})),
        "names": configuration_key(*map(repr, rulings)) if rulings else "",
        "corrections": corrections.fingerprint,
        **{f"data {name}": digest for name, digest in files.items()},
    }
    return Inputs(
        tuple(sources),
        tuple(_ruled(item, rulings) for item in found if isinstance(item, Unit)),
        tuple(item for item in found if isinstance(item, Failure)),
        configuration_key(*read_with.values()),
        tuple(missing),
        configuration_key(*files.values()),
        corrections,
        made_with,
    )


def _ruled(unit: Unit, rulings: Sequence[Ruling]) -> Unit:
    """Key a unit by what the analyst says of names in this article alone, too: no other is read again for it."""
    own = [repr(ruling) for ruling in rulings if ruling.article and ruling.article == unit.name]
    return replace(unit, key=configuration_key(unit.key, *own)) if own else unit


def _file_of(item: Unit | Failure) -> Path:
    """Give the file of a unit, or of a failure that is about one."""
    path = Path(item.file) if isinstance(item, Failure) else getattr(item.source, "path", Path())
    return path.resolve()


def read_all(
    units: Sequence[Unit],
    store: Store,
    setup: Setup,
    *,
    workers: int = 1,
    scheduler: str = "",
    online: OnlineGeocoder | None = None,
    report: Report = lambda *_: None,
) -> list[UnitReading]:
    """Read every unit, or take its kept reading; in the order of the units."""
    places: dict[Place, Place] = {}
    found: dict[str, UnitReading] = {}
    for key, content in store.get([unit.key for unit in units]):
        try:
            found[key] = unpack(content, places)
        except ValueError:
            continue  # a damaged row is read again
    left = [unit for unit in units if unit.key not in found]
    fresh: dict[str, bytes] = {}
    reading = read_units(left, setup, workers=workers, scheduler=scheduler, online=online)
    for number, (unit, content) in enumerate(reading, 1):
        found[unit.key] = unpack(content, places)
        if found[unit.key].settled:
            fresh[unit.key] = content
        if len(fresh) >= _KEPT_AT_ONCE:
            store.put(fresh)
            fresh = {}
        report("reading articles", number, len(left))
    if fresh:
        store.put(fresh)
    return [found[unit.key] for unit in units]


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
) -> Known:
    """Read the articles, merge what they say, join the data of others and apply the corrections.

    Parameters and errors are those of `build`.
    """
    rulings = rulings_of(inputs.corrections)
    setup = Setup(cache_dir, theatre.model_dump_json(include=_READ_WITH), today, rulings)
    with open_store(cache_dir / "units.sqlite", inputs.configuration) as store:
        found = read_all(inputs.units, store, setup, workers=workers, scheduler=scheduler, online=online, report=report)
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
        Processes that read articles.
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
    )
    facts = known.facts
    world, warnings = _world(world_atlas, bounds_of(facts, theatre), cache_dir)
    layers = build_layers(facts, known.gazetteer, world, areas=known.areas)
    context = replace(make_context(facts, theatre, known.gazetteer, world), datasets=known.datasets)
    return Build(
        replace(facts, readings=()),  # the layers hold what they told: many readings are let go before the map is drawn
        layers,
        context,
        known.failures,
        (*known.warnings, *warnings, *known.unmatched),
        known.settled,
        known.data,
        known.corrections,
        known.unmatched,
    )


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
        tiles=tuple(TileLayer(**layer.model_dump()) for layer in theatre.map.tiles),
        logo=theatre.map.logo,
    )
