"""The places layer: every place with a mention or a fact, joined to the other layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.layers.frames import to_json
from geo.layers.planes import DECIMALS
from geo.records import HAPPENED, Axis
from geo.sheet import round_confidence, sources_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.layers.frames import Columns, Row
    from geo.records import Base, Control, Event, Facts, Location, Place, Sheet

    Fact = Event | Control | Base | Axis

_ASKED = ["article", "place_id"]  # of mentions: there are many


def place_rows(
    facts: Facts, sheets: Iterable[tuple[str, Sheet]], mentioned: Columns, layers: Mapping[str, pd.DataFrame]
) -> list[Row]:
    """Join every place that is meant literally or bears a fact to what the other layers say of it.

    A place that is only the name of a government ("Rome believes") does not come onto the map.

    Parameters
    ----------
    facts
        Where places come from.
    sheets
        Of each article, by name: where the others come from.
    mentioned
        The columns of ``mentions``: their texts are at hand already.
    layers
        ``mentions``, ``articles``, ``events``, ``control`` and ``bases``, as their schemas say.
    """
    told = _told(facts)
    named = {place.id: place for _, sheet in sheets for place in sheet.named}
    places = named | {key: place for key, (place, _) in told.items()}
    places = dict(sorted(places.items()))
    mentions, control = layers["mentions"], layers["control"]
    dates = layers["articles"].set_index("article")["published"]
    located = (mentions["place_id"] != "") & (mentions["role"] == "literal")
    literal = pd.DataFrame(mentions.loc[located, _ASKED])
    literal = literal.assign(published=literal["article"].map(dates).fillna(""))
    joined = (
        pd.DataFrame(index=pd.Index(list(places), dtype="str"))
        .join(_mentioned(literal))
        .join(_events(layers["events"]))
        .join(layers["bases"].groupby("place_id").size().rename("bases"))
        .join(_holders(control, _latest(layers)))
    )
    counts = ["mentions", "articles", "events", "bases"]
    joined[counts] = joined[counts].fillna(0).astype(int)
    texts = ["first_mention", "last_mention", "last_event", "controlled_by"]
    joined[texts] = joined[texts].astype("object").fillna("")
    said = _sources(mentioned)
    records: Any = joined[counts + texts].to_dict("records")
    return [
        {**_place(place), **record, **(said.get(place.id) or _of_fact(told[place.id][1]))}
        for place, record in zip(places.values(), records, strict=True)
    ]


def _told(facts: Facts) -> dict[str, tuple[Place, Fact]]:
    """Give the places that bear a fact, each with the first fact that tells of it."""
    found: dict[str, tuple[Place, Fact]] = {}
    layers: tuple[tuple[Fact, ...], ...] = (facts.events, facts.control, facts.bases, facts.axes)
    for fact in (fact for layer in layers for fact in sorted(layer, key=lambda fact: fact.id)):
        for location in _locations(fact):
            for place in (location.place, location.other):
                if place is not None:
                    found.setdefault(place.id, (place, fact))
    return found


def _locations(fact: Fact) -> tuple[Location, ...]:
    if not isinstance(fact, Axis):
        return (fact.location,)
    return (fact.objective, *fact.via, *((fact.origin,) if fact.origin else ()))


def _of_fact(fact: Fact) -> Row:
    """Give the sources of a place that no mention names: the sentences of its fact."""
    confidence = round_confidence(fact.confidence)
    return {"confidence": confidence, "sources": sources_text(fact.sources), "names_in_text": "[]"}


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
    happened = events[events["status"].isin(HAPPENED)]
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


def _sources(mentioned: Columns) -> dict[str, Row]:
    """Gather per place the sentences that name it literally and the names they use."""
    gathered: dict[str, tuple[dict[str, None], dict[str, None], list[float]]] = {}
    columns = [mentioned[name] for name in ("place_id", "role", "phrase", "sources", "confidence")]
    for place_id, role, phrase, sources, confidence in zip(*columns, strict=True):
        if not place_id or role != "literal":
            continue
        phrases, sentences, sure = gathered.setdefault(place_id, ({}, {}, []))
        phrases[phrase] = sentences[sources] = None
        sure.append(confidence)
    return {
        place_id: {
            "confidence": max(sure),
            "sources": f"[{','.join(text[1:-1] for text in sentences)}]",
            "names_in_text": to_json(sorted(phrases)),
        }
        for place_id, (phrases, sentences, sure) in gathered.items()
    }
