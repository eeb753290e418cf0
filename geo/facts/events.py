"""Events of one article: frames mapped through the taxonomy, told twice counted once."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from geo.facts.evidence import frame_source
from geo.facts.headline import headline
from geo.facts.identity import distinct, identify
from geo.records import Event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.records import Article, Frame


@cache
def taxonomy() -> dict[tuple[str, str], tuple[str, str]]:
    """Give (type, subtype) of each (sense, variant) that is an event."""
    text = (files("geo") / "data" / "facts" / "taxonomy.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {(row["sense"], row["variant"]): (row["type"], row["subtype"]) for row in rows if row["type"]}


def events_from(frames: Sequence[Frame], article: Article, roster: object = None) -> tuple[Event, ...]:
    """Read the events of one article from its frames."""
    del roster
    table = taxonomy()
    found = []
    for frame in frames:
        kind = table.get((frame.sense, dict(frame.details).get("variant", "")))
        if kind is None or not frame.places:
            continue
        event = Event(
            id="", type=kind[0], subtype=kind[1], status=frame.status, actor=frame.agent, target=frame.patient,
            location=frame.places[0].location, when=frame.when, fatalities=frame.fatalities, background=frame.background,
            headline="", confidence=frame.confidence, sources=(frame_source(article, frame),),
        )
        found.append(identify(replace(event, headline=headline(event))))
    return distinct(found)
