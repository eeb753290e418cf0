"""The data of a theatre joined to what the articles say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from geo.errors import ConfigError
from geo.facts import load_roster
from geo.facts.merge import merge_actors
from geo.imports.areas import read_areas
from geo.imports.facts import Maker
from geo.imports.formats import format_of
from geo.imports.parties import Parties
from geo.imports.places import Locator
from geo.imports.rows import read_rows, reasons_text
from geo.imports.same import join_events
from geo.tables import read_toml

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    import geopandas as gpd

    from geo.gazetteer import Gazetteer
    from geo.imports.formats import Format
    from geo.imports.rows import Rows
    from geo.records import Facts
    from geo.theatre import Theatre, TheatreData


@dataclass(frozen=True)
class Joined:
    """Facts with the data of others.

    `datasets` are names with titles; `areas` boundaries (``name``, ``geometry``) that control is drawn in, or
    ``None``; `notes` a line for each file: what was joined, merged, left out and why.
    """

    facts: Facts
    datasets: tuple[tuple[str, str], ...] = ()
    areas: gpd.GeoDataFrame | None = None
    notes: tuple[str, ...] = ()


def join_data(facts: Facts, theatre: Theatre, gazetteer: Gazetteer, *, today: dt.date) -> Joined:
    """Join the data files of a theatre to the facts of the articles.

    Parameters
    ----------
    facts
        What all articles say together.
    theatre
        Names the files.
    gazetteer
        Knows the places.
    today
        Rows of later days are left out.

    Returns
    -------
    Joined
        Facts sorted by id. A row that tells the same event as the articles, or as data named before it, is one more
        source of that event; it keeps its id, so that dropping the data again changes no id.

    Raises
    ------
    ConfigError
        A file cannot be used: file and problem in one line.
    """
    joined = Joined(facts)
    for data in theatre.data:
        path = theatre.folder / data.file
        known = format_of(data)
        if data.layer == "areas":
            joined = _with_areas(joined, path, data, known)
        else:
            rows = read_rows(path, data, known, theatre, today)
            joined = _with_rows(joined, rows, known, data=data, theatre=theatre, gazetteer=gazetteer)
    return joined


def _with_areas(joined: Joined, path: Path, data: TheatreData, known: Format) -> Joined:
    areas, left_out = read_areas(path, data, known)
    both = areas if joined.areas is None else pd.concat([joined.areas, areas], ignore_index=True)
    tail = f"; {left_out:,} left out: no polygon" if left_out else ""
    return replace(joined, areas=both, notes=(*joined.notes, f"{data.file}: {len(areas):,} areas{tail}"))


def _with_rows(
    joined: Joined, rows: Rows, known: Format, *, data: TheatreData, theatre: Theatre, gazetteer: Gazetteer
) -> Joined:
    facts, frame, left_out = joined.facts, rows.frame, Counter(rows.left_out)
    locator = Locator(gazetteer, known.name)
    if theatre.countries and "country" in frame.columns:
        codes = frame["country"].map(locator.country_of, na_action="ignore")
        elsewhere = (frame["country"] != "") & (codes != "") & ~codes.isin(list(theatre.countries))
        left_out["in a country outside the theatre"] += int(elsewhere.sum())
        frame = frame[~elsewhere]
    countries = theatre.countries or _countries(frame, locator)
    parties = Parties(load_roster([actor.to_record() for actor in theatre.actors], countries), data.actors)
    maker = Maker(data.file, known, locator, parties)
    merged = 0
    match data.layer:
        case "events":
            events, kinds = maker.events(frame)
            told, merged = join_events(facts.events, events, kinds, parties)
            facts = replace(facts, events=told)
        case "control":
            spans = tuple(maker.control(frame))
            facts = replace(facts, control=tuple(sorted((*facts.control, *spans), key=lambda span: span.id)))
        case _:
            kinds_known = frozenset(read_toml("imports/names.toml")["bases"]["kinds"])
            strange = ~frame["kind"].str.casefold().isin(list(kinds_known))
            left_out["of a kind that is not known"] += int(strange.sum())
            bases = tuple(maker.bases(frame[~strange]))
            facts = replace(facts, bases=tuple(sorted((*facts.bases, *bases), key=lambda base: base.id)))
    facts = replace(facts, actors=merge_actors((*facts.actors, *parties.named.values())))
    note = _note(data.file, data.layer, rows.total, merged, left_out)
    if rows.total and sum(left_out.values()) == rows.total:
        raise ConfigError(str(theatre.folder / data.file), None, f"no row can be used: {note.split(': ', 1)[1]}")
    return replace(
        joined, facts=facts, datasets=(*joined.datasets, (known.name, known.title)), notes=(*joined.notes, note)
    )


def _countries(frame: gpd.GeoDataFrame, locator: Locator) -> tuple[str, ...]:
    """Give the codes of the countries that the data name, most rows first."""
    counts = Counter(frame["country"].tolist()) if "country" in frame.columns else Counter[str]()
    codes = dict.fromkeys(locator.country_of(name) for name, _ in counts.most_common() if name)
    return tuple(code for code in codes if code)


def _note(file: str, layer: str, total: int, merged: int, left_out: Counter[str]) -> str:
    gone = sum(left_out.values())
    parts = [f"{total - gone:,} of {total:,} rows joined as {layer}"]
    if merged:
        parts.append(f"{merged:,} tell an event that was known")
    if gone:
        parts.append(reasons_text(left_out))
    return f"{file}: {'; '.join(parts)}"
