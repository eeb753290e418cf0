"""Records to rows: one function per layer, each row with exactly the columns of the schema."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geo.layers.frames import to_json
from geo.layers.planes import DECIMALS
from geo.layers.schema import MENTIONS
from geo.layers.symbols import sidc
from geo.sheet import round_confidence, sources_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from geo.layers.frames import Columns, Row
    from geo.records import Axis, Base, Control, Event, Facts, Location, NotMapped, Reading, Sheet, Source

ARTICLES = "articles"  # what the `dataset` of a fact says of our own articles
_OF_SHEET = tuple(name for name in MENTIONS if name not in {"id", "article"})
_OF_EVENT = ("type", "subtype", "status", "actor", "target")
_COUNTED = ("events", "control", "axes", "bases")


def day_text(day: dt.date | None) -> str:
    """Write a day as ISO 8601; empty when open."""
    return day.isoformat() if day else ""


def datasets_text(sources: Iterable[Source]) -> str:
    """Name who tells a fact: our own articles first, then the data sets by name."""
    names = {source.dataset or ARTICLES for source in sources}
    if len(names) == 1:
        return names.pop()
    return " ".join(sorted(names, key=lambda name: (name != ARTICLES, name)))


def event_columns(events: Sequence[Event], areas: Mapping[Location, str]) -> Columns:
    """Give the columns of events; `areas` has the WKT of each location's sector or region.

    There are many events: columns are made in half the time of rows.
    """
    where = [event.location for event in events]
    when = [event.when for event in events]
    return {
        "id": [event.id for event in events],
        "confidence": [round_confidence(event.confidence) for event in events],
        "sources": [sources_text(event.sources) for event in events],
        "dataset": [datasets_text(event.sources) for event in events],
        **{name: [getattr(event, name) for event in events] for name in _OF_EVENT},
        "place_id": [location.place.id for location in where],
        "place_name": [location.place.name for location in where],
        "relation": [location.relation for location in where],
        "radius_km": [round(location.radius_km, 1) for location in where],
        "lat": [round(location.lat, DECIMALS) for location in where],
        "lon": [round(location.lon, DECIMALS) for location in where],
        "date_start": [day_text(interval.start) for interval in when],
        "date_end": [day_text(interval.end) for interval in when],
        "date_precision": [interval.precision for interval in when],
        "fatalities": [event.fatalities for event in events],
        "background": [event.background for event in events],
        "headline": [event.headline for event in events],
        "area": [areas[location] for location in where],
        "inferred": [" ".join(event.inferred) for event in events],
    }


def control_row(control: Control) -> Row:
    """Give the row of a span of control."""
    return {
        **_feature(control),
        "holder": control.holder,
        "status": control.status,
        **_where(control.location),
        "valid_from": day_text(control.valid.start),
        "valid_to": day_text(control.valid.end),
        "date_precision": control.valid.precision,
        "basis": control.basis,
        "claimant": control.claimant,
    }


def axis_row(axis: Axis, line: str) -> Row:
    """Give the row of an axis of advance; `line` is the WKT of its centre line."""
    origin = axis.origin
    return {
        **_feature(axis),
        "actor": axis.actor,
        "status": axis.status,
        "origin_place_id": origin.place.id if origin else "",
        "origin_name": origin.place.name if origin else "",
        "via": to_json(location.place.name for location in axis.via),
        "objective_place_id": axis.objective.place.id,
        "objective_name": axis.objective.place.name,
        "origin_relation": axis.origin_relation or (origin.relation if origin else ""),
        "objective_relation": axis.objective_relation or axis.objective.relation,
        "date_start": day_text(axis.when.start),
        "date_end": day_text(axis.when.end),
        "date_precision": axis.when.precision,
        "line": line,
    }


def base_row(base: Base, area: str) -> Row:
    """Give the row of a base; `area` is the WKT of its sector or region."""
    return {
        **_feature(base),
        "name": base.name,
        "kind": base.kind,
        "actor": base.actor,
        **_where(base.location),
        "status": base.status,
        "valid_from": day_text(base.valid.start),
        "valid_to": day_text(base.valid.end),
        "symbol": sidc(base.kind, base.status),
        "area": area,
    }


def mention_columns(sheets: Sequence[tuple[str, Sheet]]) -> Columns:
    """Give the columns of the mentions of all articles, each by its name; one row for each stretch of text.

    `lat`, `lon` are those of the place itself, also where a relation moves what happened away from it.
    """
    columns: Columns = {name: [] for name in MENTIONS}
    for article, sheet in sheets:
        columns["article"] += [article] * len(sheet.start)
        columns["id"] += [f"{article}:{a:07d}-{b:07d}" for a, b in zip(sheet.start, sheet.end, strict=True)]
        for name in _OF_SHEET:
            columns[name] += getattr(sheet, name)
    ids = columns["id"]
    last = {key: at for at, key in enumerate(ids)}  # articles of one name: the later one counts
    order = sorted(last.values(), key=ids.__getitem__)
    if order == list(range(len(ids))):
        return columns
    return {name: [values[at] for at in order] for name, values in columns.items()}


def not_mapped_rows(sheets: Sequence[tuple[str, Sheet]]) -> list[Row]:
    """List what the map leaves out: what the facts stage gave up, and literal places that could not be located."""
    found = {item for _, sheet in sheets for item in sheet.left_out}
    seen: Counter[str] = Counter()
    rows = []
    for item in sorted(found, key=lambda item: (item.article, item.start, item.end, item.why, item.text)):
        span = f"{item.article}:{item.start:07d}-{item.end:07d}"
        seen[span] += 1
        rows.append(_not_mapped_row(span if seen[span] == 1 else f"{span}-{seen[span]}", item))
    return rows


def _not_mapped_row(key: str, item: NotMapped) -> Row:
    return {
        "id": key,
        "article": item.article,
        "start": item.start,
        "end": item.end,
        "text": item.text,
        "why": item.why,
        "candidates": to_json(item.candidates) if item.candidates else "[]",
    }


def article_rows(
    readings: Sequence[Reading], sheets: Sequence[tuple[str, Sheet]], facts: Facts, left_out: Sequence[Row]
) -> list[Row]:
    """Give one row per article with what it gave to each layer; a merged fact counts for each article that tells it."""
    told = {
        layer: Counter(
            article for fact in getattr(facts, layer) for article in {source.article for source in fact.sources}
        )
        for layer in _COUNTED
    }
    missed = Counter(str(row["article"]) for row in left_out)
    copies = dict(facts.copies)
    return [
        {
            "article": reading.article.name,
            "title": reading.article.title,
            "published": reading.article.published.iso,
            "published_precision": reading.article.published.precision,
            "source": reading.article.source,
            "author": reading.article.author,
            "url": reading.article.url,
            "language": reading.article.language,
            "sha256": reading.article.sha256,
            "characters": len(reading.article.text) or sheet.characters,
            "mentions": sheet.mentions,
            "places": sheet.places,
            **{layer: told[layer][reading.article.name] for layer in _COUNTED},
            "not_mapped": missed[reading.article.name],
            "copy_of": copies.get(reading.article.name, ""),
        }
        for reading, (_, sheet) in zip(readings, sheets, strict=True)
    ]


def _feature(fact: Control | Axis | Base) -> Row:
    return {
        "id": fact.id,
        "confidence": round_confidence(fact.confidence),
        "sources": sources_text(fact.sources),
        "dataset": datasets_text(fact.sources),
    }


def _where(location: Location) -> Row:
    return {
        "place_id": location.place.id,
        "place_name": location.place.name,
        "relation": location.relation,
        "radius_km": round(location.radius_km, 1),
    }
