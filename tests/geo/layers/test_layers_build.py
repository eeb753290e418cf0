import dataclasses
import json
import random

import libya
import pytest
import shapely

from geo.layers import build_layers
from geo.layers.schema import SPATIAL, TABLES
from geo.records import Facts


def rows(frame, **where):
    for column, value in where.items():
        frame = frame[frame[column] == value]
    return frame


def test_places_are_joined_to_mentions_events_control_and_bases(layers):
    tripoli = rows(layers.places, name="Tripoli").iloc[0]
    assert (tripoli["mentions"], tripoli["articles"], tripoli["events"], tripoli["bases"]) == (1, 1, 1, 0)
    assert (tripoli["first_mention"], tripoli["last_mention"]) == ("2019-12-21", "2019-12-21")
    assert (tripoli["last_event"], tripoli["controlled_by"]) == ("2019-12-21", "GNA")
    assert json.loads(tripoli["names_in_text"]) == ["Tripoli"]
    assert json.loads(tripoli["sources"])[0]["quote"] == "Fighting reached Tripoli."
    assert rows(layers.places, name="Tarhuna").iloc[0]["bases"] == 1


def test_a_threat_counts_as_event_but_is_no_last_event(layers):
    sirte = rows(layers.places, name="Sirte").iloc[0]
    assert (sirte["events"], sirte["last_event"]) == (1, "")


def test_a_place_that_only_a_fact_speaks_of_takes_its_sentence(layers):
    gharyan = rows(layers.places, name="Gharyan").iloc[0]
    assert gharyan["mentions"] == 0
    assert json.loads(gharyan["sources"])[0]["rule"] == "hold"


def test_mentions_stand_at_the_bare_place_also_when_a_relation_moves_the_event(towns, world):
    text = libya.TEXT
    mention = libya.reading().mentions[0]
    moved = dataclasses.replace(mention, location=libya.SOUTH_OF_MISRATA)
    reading = dataclasses.replace(libya.reading(), mentions=(moved,))
    built = build_layers(Facts((reading,)), towns, world).mentions.iloc[0]
    misrata = libya.PLACES["Misrata"]
    assert (built["lat"], built["lon"]) == (misrata.lat, misrata.lon)
    assert (built.geometry.y, built.geometry.x) == (misrata.lat, misrata.lon)
    assert built["relation"] == "south of"
    assert text[built["start"] : built["end"]] == built["phrase"]


def test_a_metonym_is_a_mention_but_no_place_of_the_map(towns, world):
    rome = libya.place("Rome", 41.9, 12.5, 2_800_000, country="IT")
    mention = dataclasses.replace(libya.reading().mentions[2], location=libya.Location(rome, rome.lat, rome.lon, 5.0))
    built = build_layers(Facts((dataclasses.replace(libya.reading(), mentions=(mention,)),)), towns, world)
    assert list(built.mentions["place_id"]) == ["t:rome"]
    assert built.places.empty


def test_what_could_not_be_placed_is_listed_and_still_a_mention(layers):
    lost = rows(layers.mentions, phrase="Qaryat al-Nowhere").iloc[0]
    assert lost["place_id"] == ""
    assert lost.geometry is None
    assert set(layers.not_mapped["why"]) == {"no place", "no gazetteer knows it"}
    assert "Rome" not in set(layers.not_mapped["text"])


def test_articles_count_what_they_gave(layers):
    article = layers.articles.iloc[0]
    counts = {name: int(article[name]) for name in ("mentions", "places", "events", "control", "axes", "bases")}
    assert counts == {"mentions": 4, "places": 2, "events": 4, "control": 12, "axes": 6, "bases": 2}
    assert article["not_mapped"] == len(layers.not_mapped)
    assert article["published"] == "2019-12-21"


def test_a_mention_without_sentences_is_quoted_with_its_line(towns, world):
    reading = dataclasses.replace(libya.reading(), sentences=())
    built = build_layers(Facts((reading,)), towns, world)
    quote = json.loads(rows(built.mentions, phrase="Rome").iloc[0]["sources"])[0]
    assert quote["quote"] == "Rome believes nothing. Qaryat al-Nowhere fell."
    assert libya.TEXT[quote["start"] : quote["end"]] == quote["quote"]


def test_only_areas_have_an_area(layers):
    south = rows(layers.events, relation="south of").iloc[0]
    assert shapely.from_wkt(south["area"]).is_valid
    assert set(rows(layers.events, relation="")["area"]) == {""}


def test_the_order_of_the_facts_does_not_matter(facts, layers, towns, world):
    shuffle = random.Random(7)
    parts = {name: shuffle.sample(getattr(facts, name), len(getattr(facts, name))) for name in
             ("events", "control", "axes", "bases")}  # fmt: skip
    again = build_layers(dataclasses.replace(facts, **{k: tuple(v) for k, v in parts.items()}), towns, world)
    for name in (*SPATIAL, *TABLES):
        assert getattr(again, name).equals(getattr(layers, name)), name


def test_a_fact_keeps_its_row_when_other_facts_come(facts, layers, towns, world):
    more = dataclasses.replace(facts, events=(*facts.events, libya.event("new", "Zintan")))
    again = build_layers(more, towns, world)
    old = again.events[again.events["id"] != "event-new"].reset_index(drop=True)
    assert old.equals(layers.events)


def test_no_facts_give_empty_layers(towns, world):
    built = build_layers(Facts(()), towns, world)
    assert all(getattr(built, name).empty for name in (*SPATIAL, *TABLES))


def test_without_a_world_everything_is_still_drawn(facts, towns):
    built = build_layers(facts, towns, None)
    assert built.control.geometry.is_valid.all()
    assert built.axes.geometry.is_valid.all()


@pytest.mark.parametrize(
    ("spans", "holder"),
    [
        ([("A", None, None)], "A"),
        ([("A", None, libya.DAY), ("B", libya.DAY, None)], "B"),
        ([("A", libya.DAY, None), ("B", libya.DAY, None)], "contested"),
        ([("A", None, libya.dt.date(2018, 1, 1))], ""),
    ],
)
def test_the_holder_is_that_of_the_latest_date(towns, world, spans, holder):
    control = tuple(libya.control(who, "Sirte", start=start, end=end) for who, start, end in spans)
    built = build_layers(Facts((libya.reading(),), control=control), towns, world)
    assert rows(built.places, name="Sirte").iloc[0]["controlled_by"] == holder


def test_a_contested_place_is_contested(towns, world):
    control = (libya.control("A", "Sirte", status="contested"),)
    built = build_layers(Facts((), control=control), towns, world)
    assert built.places.iloc[0]["controlled_by"] == "contested"


def test_every_place_has_a_sentence_also_one_on_the_way(towns, world):
    axis = libya.axis("LNA", "Gharyan", "Tripoli", via=("al-Aziziya",))
    between = libya.at("Zawiya", shape="corridor", relation="between", other=libya.PLACES["Sabratha"])
    built = build_layers(
        Facts((), axes=(axis,), events=(libya.event("road", "Zawiya", location=between),)), towns, world
    )
    assert set(built.places["name"]) == {"Gharyan", "Tripoli", "al-Aziziya", "Zawiya", "Sabratha"}
    assert all(json.loads(sources) for sources in built.places["sources"])


def test_the_far_end_of_a_mentioned_corridor_needs_no_mention(towns, world):
    between = libya.at("Tripoli", shape="corridor", relation="between", other=libya.PLACES["Sabratha"])
    mention = dataclasses.replace(libya.reading().mentions[0], location=between)
    built = build_layers(Facts((dataclasses.replace(libya.reading(), mentions=(mention,)),)), towns, world)
    assert list(built.places["name"]) == ["Tripoli"]
