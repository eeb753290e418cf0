from __future__ import annotations

import json
import threading
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from local_server import Handler, serving

from geo.errors import UsageError
from geo.gazetteer.online import Manners, OnlineGeocoder

if TYPE_CHECKING:
    from pathlib import Path

VILLAGE = {
    "osm_type": "node",
    "osm_id": 7,
    "lat": "31.5",
    "lon": "13.25",
    "class": "place",
    "type": "village",
    "name": "Bir Nine",
    "display_name": "Bir Nine, Libya",
    "address": {"country_code": "ly"},
    "namedetails": {"name:ar": "بئر تسعة"},
}
FOUND = {"osm_type": "N", "osm_id": 7, "osm_key": "place", "osm_value": "village", "name": "Bir Nine"}
ROW = {
    "geonameId": 7,
    "lat": "31.5",
    "lng": "13.25",
    "name": "Bir Nine",
    "countryCode": "LY",
    "fcl": "P",
    "fcode": "PPL",
}
ANSWERS = {
    "nominatim": [
        VILLAGE,
        VILLAGE | {"osm_id": 8, "class": "shop", "type": "bakery"},
        VILLAGE | {"osm_id": 9, "address": {"country_code": "tn"}},
    ],
    "photon": {
        "features": [
            {"geometry": {"coordinates": [13.25, 31.5]}, "properties": FOUND | {"countrycode": "LY"}},
            {"geometry": {"coordinates": [9.0, 34.0]}, "properties": FOUND | {"countrycode": "TN"}},
        ]
    },
    "geonames": {"geonames": [ROW, ROW | {"geonameId": 8, "fcl": "S", "fcode": "HTL"}]},
}
CALM = Manners(interval=0, timeout=0.3, questions=20, failures=3)


class Clock:
    """Time that passes only by waiting."""

    def __init__(self) -> None:
        self.now, self.waits = 100.0, []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


def opened(host: str, cache: Path, service: str = "nominatim", *, manners: Manners = CALM, clock: Clock | None = None):
    clock = clock or Clock()
    online = OnlineGeocoder(
        service,
        cache / "answers.sqlite",
        user_agent="tests@example.org",
        geonames_user="someone",
        domain=host,
        scheme="http",
        manners=manners,
        clock=clock,
        sleep=clock.sleep,
    )
    return closing(online)


def answering(answer: object):
    return serving(lambda handler: handler.send(json.dumps(answer).encode()))


@pytest.mark.parametrize(
    ("service", "place_id"), [("nominatim", "osm:node/7"), ("photon", "osm:node/7"), ("geonames", "gn:7")]
)
def test_each_service_gives_the_village_in_the_country(tmp_path: Path, service: str, place_id: str) -> None:
    with answering(ANSWERS[service]) as (host, asked), opened(host, tmp_path, service) as online:
        (place,) = online.ask("Bir Nine", ["LY"])
        assert (place.id, place.lat, place.lon, place.country) == (place_id, 31.5, 13.25, "LY")
        assert (place.feature_class, place.feature_code, place.radius_km) == ("P", "PPL", 5.0)
        assert place.geocoder in {"nominatim", "photon", "geonames.org"}
        ((path, headers),) = asked
    query = parse_qs(urlsplit(path).query)
    assert query["q"] == ["Bir Nine"]
    assert query.get("countrycodes", query.get("country", ["ly"]))[0].lower() == "ly"
    assert headers["User-Agent"] == "tests@example.org"


def test_answers_are_kept_for_good_also_that_there_is_none(tmp_path: Path) -> None:
    def answer(handler: Handler) -> None:
        handler.send(json.dumps(ANSWERS["nominatim"] if "Bir" in handler.path else []).encode())

    with serving(answer) as (host, asked):
        for _ in range(2):
            with opened(host, tmp_path) as online:
                assert [place.name for place in online.ask("Bir  Nine", ["LY"])] == ["Bir Nine"]
                assert online.ask("Nowhere", ["LY"]) == ()
                assert (online.unanswered, online.problems) == (0, [])
        assert len(asked) == 2
        with opened(host, tmp_path) as online:
            online.ask("Bir Nine", ["TN"])
        assert len(asked) == 3


def stall(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    threading.Event().wait(1)


def drop(handler: Handler) -> None:
    handler.connection.close()


MISBEHAVIOUR = {
    "slow": stall,
    "drops": drop,
    "500": lambda handler: handler.send(b"broken", 500),
    "403": lambda handler: handler.send(b"go away", 403),
    "no JSON": lambda handler: handler.send(b"<html>hello"),
    "not UTF-8": lambda handler: handler.send(b"\xff\xfe\x00"),
    "another form": lambda handler: handler.send(b'{"results": 3}'),
    "half an answer": lambda handler: handler.send(b'[{"lat": "1", "lon": "2", "display_name": "x"}]'),
    "no numbers": lambda handler: handler.send(json.dumps([VILLAGE | {"lat": "north"}]).encode()),
}


@pytest.mark.parametrize("how", MISBEHAVIOUR)
def test_a_failure_is_neither_fatal_nor_kept(tmp_path: Path, how: str) -> None:
    with serving(MISBEHAVIOUR[how]) as (host, _), opened(host, tmp_path) as online:
        assert online.ask("Bir Nine", ["LY"]) == ()
        assert online.unanswered == 1
        assert len(online.problems) == 1
        assert online.problems[0].startswith("nominatim does not answer: ")
        assert "\n" not in online.problems[0]
    with answering(ANSWERS["nominatim"]) as (host, _), opened(host, tmp_path) as online:
        assert online.ask("Bir Nine", ["LY"])


def test_after_three_failures_it_is_left_in_peace(tmp_path: Path) -> None:
    with serving(MISBEHAVIOUR["500"]) as (host, asked), opened(host, tmp_path) as online:
        for number in range(6):
            online.ask(f"Bir {number}", ["LY"])
        assert (len(asked), online.unanswered) == (3, 6)
        assert online.problems[-1].endswith("; it is not asked any more")


@pytest.mark.parametrize(("after", "asked_again", "waits"), [("7", True, [7.0]), ("3600", False, []), ("", False, [])])
def test_a_service_asked_too_often_says_when_to_come_back(
    tmp_path: Path, after: str, asked_again: bool, waits: list[float]
) -> None:
    states = iter([429])

    def answer(handler: Handler) -> None:
        if next(states, 200) == 429:
            handler.send(b"", 429, **({"Retry_After": after} if after else {}))
        else:
            handler.send(json.dumps(ANSWERS["nominatim"]).encode())

    clock = Clock()
    with serving(answer) as (host, asked), opened(host, tmp_path, clock=clock) as online:
        assert bool(online.ask("Bir Nine", ["LY"])) == asked_again
        assert len(asked) == 1 + asked_again
        assert clock.waits == waits
        online.ask("Bir Ten", ["LY"])
        assert len(asked) == (3 if asked_again else 1)


def test_questions_keep_their_distance_and_end(tmp_path: Path) -> None:
    clock = Clock()
    manners = Manners(interval=1.0, timeout=1, questions=3)
    with answering([]) as (host, asked), opened(host, tmp_path, manners=manners, clock=clock) as online:
        for number in range(5):
            online.ask(f"Bir {number}", ["LY"])
            clock.now += 0.25
        assert clock.waits == pytest.approx([0.75, 0.75])
        assert (len(asked), online.unanswered) == (3, 2)
        assert online.problems == ["nominatim: more than 3 unknown names; the rest is not asked for"]


def test_who_asks_must_be_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="needs --user-agent"):
        OnlineGeocoder("photon", tmp_path / "a", user_agent=" ")
    with pytest.raises(UsageError, match="needs --geonames-user"):
        OnlineGeocoder("geonames", tmp_path / "a", user_agent="me@example.org")
    with pytest.raises(UsageError, match="--geocoder nominatim: Using Nominatim with default or sample"):
        OnlineGeocoder("nominatim", tmp_path / "a", user_agent="my-application")


def test_a_damaged_cache_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "answers.sqlite").write_bytes(b"not a database" * 99)
    with answering(ANSWERS["nominatim"]) as (host, _), opened(host, tmp_path) as online:
        assert online.ask("Bir Nine", ["LY"])
