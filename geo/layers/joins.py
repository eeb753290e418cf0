"""The places layer: every place with a mention or a fact, joined to the other layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.layers.frames import to_json
from geo.layers.geodesy import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.layers.frames import Row
    from geo.records import Facts, Location, Place

_PLACE_COLUMNS = (
    ("events", "place_id"),
    ("control", "place_id"),
    ("bases", "place_id"),
    ("axes", "objective_place_id"),
    ("axes", "origin_place_id"),
)
_HAPPENED = ("occurred", "ongoing", "claimed")


def places_of(facts: Facts) -> dict[str, Place]:
    """Give every place that is meant literally or bears a fact, by id: "Rome believes" puts no Rome on the map."""
    places: dict[str, Place] = {}
    for location in _locations(facts):
        for place in (location.place, location.other):
            if place is not None:
                places.setdefault(place.id, place)
    return dict(sorted(places.items()))


def _locations(facts: Facts) -> Iterator[Location]:
    for facts_there in (facts.events, facts.control, facts.bases):
        yield from (fact.location for fact in facts_there)
    for axis in facts.axes:
        yield axis.objective
        yield from axis.via
        if axis.origin:
            yield axis.origin
    for reading in facts.readings:
        for mention in reading.mentions:
            if mention.location is not None and mention.role == "literal":
                yield mention.location


def place_rows(places: Mapping[str, Place], layers: Mapping[str, pd.DataFrame]) -> list[Row]:
    """Join the places to what the other layers say of them.

    Parameters
    ----------
    places
        By id.
    layers
        The other layers and the articles, as their schemas say.
    """
    mentions, control = layers["mentions"], layers["control"]
    dates = layers["articles"].set_index("article")["published"]
    named = mentions[(mentions["place_id"] != "") & (mentions["role"] == "literal")]
    named = named.assign(published=named["article"].map(dates).fillna(""))
    joined = (
        pd.DataFrame(index=pd.Index(list(places), dtype="str"))
        .join(_mentioned(named))
        .join(_events(layers["events"]))
        .join(layers["bases"].groupby("place_id").size().rename("bases"))
        .join(_holders(control, _latest(layers)))
    )
    counts = ["mentions", "articles", "events", "bases"]
    joined[counts] = joined[counts].fillna(0).astype(int)
    texts = ["first_mention", "last_mention", "last_event", "controlled_by"]
    joined[texts] = joined[texts].astype("object").fillna("")
    said = _sources(named, layers)
    records: Any = joined[counts + texts].to_dict("records")
    return [
        {**_place(place), **record, **said.get(place.id, _NOTHING)}
        for place, record in zip(places.values(), records, strict=True)
    ]


_NOTHING: Row = {"confidence": 0.0, "sources": "[]", "names_in_text": "[]"}


def _place(place: Place) -> Row:
    return {
        "id": place.id,
        "name": place.name,
        "names": to_json(dict.fromkeys((place.name, *place.names))),
        "geonameid": place.geonameid,
        "feature_class": place.feature_class,
        "feature_code": place.feature_code,
        "country": place.country,
        "admin1": place.admin1,
        "population": place.population,
        "lat": round(place.lat, DECIMALS),
        "lon": round(place.lon, DECIMALS),
        "geocoder": place.geocoder,
    }


def _mentioned(named: pd.DataFrame) -> pd.DataFrame:
    """Count mentions and articles; the first and last publication date come from dated articles only."""
    groups = named.groupby("place_id")
    dated = named[named["published"] != ""].groupby("place_id")["published"]
    return pd.DataFrame(
        {
            "mentions": groups.size(),
            "articles": groups["article"].nunique(),
            "first_mention": dated.min(),
            "last_mention": dated.max(),
        }
    )


def _events(events: pd.DataFrame) -> pd.DataFrame:
    """Count events of any status; the last event is one that happened."""
    happened = events[events["status"].isin(_HAPPENED)]
    last = happened["date_end"].where(happened["date_end"] != "", happened["date_start"])
    dated = last[last != ""].groupby(happened["place_id"])
    return pd.DataFrame({"events": events.groupby("place_id").size(), "last_event": dated.max()})


def _latest(layers: Mapping[str, pd.DataFrame]) -> str:
    """Give the latest day that anything is told of: the map's own end."""
    ends = [layers["articles"]["published"], layers["control"]["valid_from"], layers["control"]["valid_to"]]
    return max((str(column.max()) for column in ends if len(column)), default="")


def _holders(control: pd.DataFrame, latest: str) -> pd.Series[Any]:
    """Give the holder of each place on the latest date; ``contested`` where two spans of that date disagree."""
    ends = control["valid_to"]
    open_then = control[((ends == "") | (ends >= latest)) & (control["relation"] == "")]
    newest = open_then.groupby("place_id")["valid_from"].transform("max")
    current = open_then[open_then["valid_from"] == newest]
    contested = current["status"].eq("contested").groupby(current["place_id"]).any()
    holders = current.groupby("place_id")["holder"].agg(["first", "nunique"])
    chosen = holders["first"].where((holders["nunique"] == 1) & ~contested, "contested")
    return chosen.rename("controlled_by")


def _sources(named: pd.DataFrame, layers: Mapping[str, pd.DataFrame]) -> dict[str, Row]:
    """Gather per place the sentences that name it and how; a place only facts speak of takes their sentences."""
    gathered: dict[str, tuple[dict[str, None], dict[str, None], list[float]]] = {}
    columns = [named[name].tolist() for name in ("place_id", "phrase", "sources", "confidence")]
    for place_id, phrase, sources, confidence in zip(*columns, strict=True):
        phrases, sentences, sure = gathered.setdefault(place_id, ({}, {}, []))
        phrases[phrase] = sentences[sources[1:-1]] = None
        sure.append(confidence)
    told: dict[str, Row] = {
        place_id: {
            "confidence": max(sure),
            "sources": f"[{','.join(sentences)}]",
            "names_in_text": to_json(sorted(phrases)),
        }
        for place_id, (phrases, sentences, sure) in gathered.items()
    }
    for layer, column in _PLACE_COLUMNS:
        frame = layers[layer]
        for place_id, sources, confidence in zip(frame[column], frame["sources"], frame["confidence"], strict=True):
            told.setdefault(place_id, {"confidence": confidence, "sources": sources, "names_in_text": "[]"})
    return told
