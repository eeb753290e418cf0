"""The region of a build: where the facts are, without the far capitals that are only talked in."""

from hypothesis import given
from hypothesis import strategies as st

from geo.records import UNKNOWN, Control, Event, Facts, Location, Place, Source
from geo.region import bounds_of, countries_of_facts
from geo.theatre import Theatre

SOURCES = (Source("a.txt", "A sentence.", 0, 11),)


def location(lat: float, lon: float, country: str = "LY", radius: float = 5.0) -> Location:
    return Location(Place(f"{lat},{lon}", "X", lat, lon, country), lat, lon, radius)


def event(where: Location) -> Event:
    return Event(
        f"e{where.place.id}", "Battles", "Armed clash", "occurred", "A", "B", where, UNKNOWN, None,
        background=False, headline="", confidence=1.0, sources=SOURCES,
    )  # fmt: skip


def facts(*places: Location) -> Facts:
    return Facts((), events=tuple(event(item) for item in places))


def test_a_far_capital_does_not_widen_the_region() -> None:
    near = [location(32.0 + i / 10, 13.0 + i / 10) for i in range(12)]
    box = bounds_of(facts(*near, location(41.9, 12.5, "IT")), Theatre())
    assert box is not None
    assert box[3] < 36


def test_a_whole_country_says_nothing_of_the_region() -> None:
    box = bounds_of(facts(location(32.0, 13.0), location(28.0, 17.0, radius=700.0)), Theatre())
    assert box is not None
    assert box[1] > 30


def test_the_theatre_decides_box_and_countries() -> None:
    theatre = Theatre(countries=("SD",), bbox=(20.0, 8.0, 39.0, 23.0))
    assert bounds_of(facts(location(32.0, 13.0)), theatre) == (20.0, 8.0, 39.0, 23.0)
    assert countries_of_facts(facts(location(32.0, 13.0)), theatre) == ("SD",)


def test_without_a_fact_there_is_no_region() -> None:
    assert bounds_of(Facts(()), Theatre()) is None


def test_countries_stand_by_their_number_of_facts() -> None:
    control = Control("c", "A", "held", location(15.5, 32.5, "SD"), UNKNOWN, "stated", 1.0, SOURCES)
    told = Facts((), events=facts(location(1, 1, "TD"), location(2, 2, "SD")).events, control=(control,))
    assert countries_of_facts(told, Theatre()) == ("SD", "TD")


@given(st.lists(st.tuples(st.floats(-80, 80), st.floats(-175, 175)), min_size=1, max_size=9))
def test_the_box_holds_every_fact_of_the_main_country(points: list[tuple[float, float]]) -> None:
    box = bounds_of(facts(*(location(lat, lon) for lat, lon in points)), Theatre())
    assert box is not None
    west, south, east, north = box
    assert all(south <= lat <= north and west <= lon <= east for lat, lon in points)
    assert west < east
    assert south < north
