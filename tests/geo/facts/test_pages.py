"""What pages of news say beside the deed itself: who accuses, who helps, what only bears a name; own sentences."""

from __future__ import annotations

import datetime as dt

import pytest
from told import tell

from geo.facts.actors_tables import read_allies
from geo.facts.barred import barred_from
from geo.facts.frames import find_frames
from geo.facts.roster import load_roster
from geo.facts.war import War
from geo.facts.when import is_long_ago
from geo.records import ActorMention, Article, Frame, Interval, Location, Mention, Place, Sentence, Span

REDS, BLUES, GREENS = "<the Reds=Reds>", "<the Blues=Blues>", "<the Greens=Greens>"


def doers(*sentences: str) -> set[tuple[str, str]]:
    return {(frame.sense, frame.agent) for frame in tell(*sentences).frames}


@pytest.mark.parametrize(
    "sentence",
    [
        f"{REDS} accused {BLUES} of shelling {{Sorman}}.",
        f"{REDS} have again accused {BLUES} of shelling {{Sorman}}.",
    ],
)
def test_who_accuses_did_not_do_it(sentence: str) -> None:
    assert doers(sentence) == {("shelling", "Blues")}


def test_an_accuser_is_no_doer_where_nobody_known_is_accused() -> None:
    told = doers(f"{REDS} attacked {BLUES} at {{Taraq}}.", f"{REDS} accused three gangs of shelling {{Sorman}}.")
    assert told == {("attack", "Reds"), ("shelling", "")}


def test_who_is_accused_in_the_passive_is_the_doer() -> None:
    assert ("shelling", "Blues") in doers(f"{BLUES} were accused of shelling {{Sorman}}.")


def test_a_helpers_strikes_are_the_helpers() -> None:
    told = tell(f"{REDS}, backed by {GREENS} airstrikes, stopped the assault of {BLUES} on {{Sorman}}.")
    assert {frame.agent for frame in told.frames if frame.sense == "airstrike"} == {"Greens"}
    assert {frame.agent for frame in told.frames if frame.sense == "repel"} == {"Reds"}


def test_who_holds_a_village_does_not_shell_it() -> None:
    told = tell(
        "<Rebels=Rebels> fought <the army=Army> at {Taraq}.",
        "Bombardment hit rebel-held villages near {Sorman}, killing five fighters.",
    )
    assert {frame.agent for frame in told.frames if frame.places[0].location.place.name == "Sorman"} == {"Army"}


@pytest.mark.parametrize(("name", "written"), [("ISIS", "ISIS"), ("al-Badr", "al-Badr"), ("Rebels", "rebel")])
def test_a_party_is_known_before_held_by_its_name(name: str, written: str) -> None:
    text = f"Bombardment hit {written}-held villages."
    sentence = Sentence(0, len(text), text, 0)
    frame = Frame("a.txt", "shelling", "r", Span(0, 11), sentence, "occurred", "", "", "", ())
    war = War([], [ActorMention(200, 200 + len(name), name, name)], None)
    assert name in barred_from(frame, war)


@pytest.mark.parametrize(
    "sentence",
    [
        f"{REDS} have named a new head of artillery battalion 12 in {{Sorman}}.",
        f"Ceasefire monitors met {REDS} in {{Sorman}}.",
        f"Air raid sirens were heard by {REDS} in {{Sorman}}.",
        f"{REDS} and {BLUES} held ceasefire talks in {{Sorman}}.",
    ],
)
def test_a_noun_that_only_describes_another_is_no_deed(sentence: str) -> None:
    assert not {"shelling", "airstrike", "ceasefire"} & {sense for sense, _ in doers(sentence)}


def test_forces_before_their_verb_force_nobody() -> None:
    assert ("capture", "") not in doers("Security forces were trying to get the town back from the gangs in {Sorman}.")
    assert not any(sense == "capture" for sense, _ in doers(f"Security forces were far from {BLUES} in {{Sorman}}."))


def test_bomb_attacks_are_no_bombing_from_the_air() -> None:
    assert {sense for sense, _ in doers(f"{REDS} still stage raids and bomb attacks in {{Sorman}}.")} == {
        "attack",
        "bomb",
    }


def test_who_reports_a_fight_does_not_fight() -> None:
    assert doers("<Residents=civilians> have been reporting heavy fighting at {Sorman}.") == {("clash", "")}


def test_an_advance_for_somebody_is_theirs() -> None:
    assert ("advance", "Blues") in doers(f"It was a rare advance for {BLUES} in {{Sorman}}.")


def test_one_claim_covers_both_participles() -> None:
    told = tell(f"{REDS} claimed to have attacked and captured {{Sorman}}.")
    assert {frame.status for frame in told.frames} == {"claimed"}


def test_who_was_driven_out_did_not_take_the_place() -> None:
    told = tell(f"Despite being driven out of {{Sorman}}, {REDS} still stage raids.")
    (frame,) = [frame for frame in told.frames if frame.sense == "capture"]
    assert (frame.agent, frame.patient) == ("", "Reds")
    assert frame.when.start is None


def _unknown_village(text: str, placed: str) -> list[tuple[str, str]]:
    """Read a sentence in which one town is placed and the village "Qar" is not."""
    place = Place("t:1", placed, 30.0, 10.0, "LY", geocoder="test")
    known = Mention("t.txt", text.index(placed), text.index(placed) + len(placed), placed, "literal", _at(place), 0.9)
    unknown = Mention("t.txt", text.index("Qar"), text.index("Qar") + 3, "Qar", "literal", None, 0.9)
    mentions = sorted((known, unknown), key=lambda mention: mention.start)
    article = Article(name="t.txt", text=text, sha256="")
    frames, _ = find_frames(article, [Sentence(0, len(text), text, 0)], mentions, [], [])
    return [(frame.places[0].location.place.name, frame.places[0].location.relation) for frame in frames]


def _at(place: Place) -> Location:
    return Location(place, place.lat, place.lon, 5.0)


def test_an_unknown_village_is_not_where_its_takers_come_from() -> None:
    assert _unknown_village("Gunmen in Taraq seized the village of Qar.", "Taraq") == []


def test_an_unknown_village_in_a_district_is_near_its_town() -> None:
    assert set(_unknown_village("Gunmen seized the village of Qar in Taraq.", "Taraq")) <= {("Taraq", "near")}


def test_friends_of_the_lists_are_friends_in_their_war_only() -> None:
    syria, ukraine = load_roster((), ("SY",)), load_roster((), ("UA",))
    assert syria.friends("Russia", "Syrian government")
    assert syria.friends("Syrian government", "Russia")
    assert syria.friends("Russia", "Pro-government militias")
    assert not syria.friends("Russia", "Rebels")
    assert not ukraine.friends("Russia", "Ukraine")


def test_every_friend_of_the_lists_is_a_known_party() -> None:
    assert read_allies()
    for country, one, other in read_allies():
        roster = load_roster((), (country,))
        assert roster.get(one) is not None, (country, one)
        assert roster.get(other) is not None, (country, other)


def test_who_announces_a_taking_in_the_passive_did_it() -> None:
    told = tell(
        f"{BLUES} fought {REDS} at {{Taraq}}.",
        f"{BLUES} captured {{Zella}}.",
        f"{REDS} said that {{Sorman}} had been recaptured.",
    )
    assert ("recapture", "Reds", "Blues", "Sorman") in told.brief()


def test_a_province_after_also_in_only_tells_where() -> None:
    told = tell(f"{REDS} attacked {BLUES} at {{Sorman}}, also in {{Zawiya*}} province.")
    assert {frame.places[0].location.place.name for frame in told.frames} == {"Sorman"}


def test_a_convoy_that_is_hit_is_raised_by_nobody() -> None:
    told = tell(f"A military convoy of {REDS} was hit by a drone strike in {{Sorman}}.")
    assert not any(frame.sense == "mobilise" for frame in told.frames)


def test_people_driven_from_their_homes_lose_no_ground() -> None:
    told = tell(f"People displaced from their homes by {REDS} in {{Sorman}} now live in tents.")
    assert not any(frame.sense == "capture" for frame in told.frames)


@pytest.mark.parametrize(
    "sentence",
    [
        f"{REDS} reported that {{Sorman}} almost fell on Monday.",
        "There were no sounds of fighting in {Sorman} on Monday.",
        "The battle for {Sorman} is expected to be the biggest of the war.",
        f"{REDS} used to bring reinforcements to {{Sorman}} by night.",
        "The gunmen returned to {Sorman} on Sunday.",
        f"The heavily fortified base in {{Sorman}}, said a colonel of {REDS}, is large.",
        "{Sorman} has been a hotspot for attacks.",
    ],
)
def test_what_is_not_told_is_no_event(sentence: str) -> None:
    """What nearly was, was not heard, is only expected, is done time and again or describes is no event."""
    assert not [frame for frame in tell(sentence).frames if frame.sense != "hold"]


def test_who_falls_into_an_ambush_did_not_lay_it() -> None:
    """Who comes under fire suffers the attack; who is named after "from" fired."""
    convoy = tell(f"A convoy of {REDS} fell into an ambush near {{Sorman}}.").only()
    assert (convoy.agent, convoy.patient) == ("", "Reds")
    fired = tell(f"{REDS} came under fire from {BLUES} in {{Sorman}}.").only()
    assert (fired.agent, fired.patient) == ("Blues", "Reds")


@pytest.mark.parametrize("after", [", near {Zella}.", " town, {Zella} district."])
def test_what_only_says_where_a_place_lies_has_no_event(after: str) -> None:
    """A town that another one is near, or a district that it lies in, is not a second place of the event."""
    told = tell(f"{REDS} captured {{Sorman}}{after}").frames
    assert [frame.places[0].location.place.name for frame in told] == ["Sorman"]


@pytest.mark.parametrize(
    "sentence",
    [
        "It is unclear whether that blast in {Sorman} came from a suicide car bombing.",
        "The recapture of {Sorman} would end the war.",
        f"A pause in the offensive of {REDS} on {{Sorman}} began on Monday.",
        f"{REDS} are trying to recruit men to fight in {{Sorman}}.",
    ],
)
def test_what_is_asked_supposed_or_only_tried_is_no_event(sentence: str) -> None:
    assert not tell(sentence).frames


def test_two_years_back_is_long_ago() -> None:
    """Told without a place of its own, what was years before the news need not have been where the news is."""
    news, year = Interval(dt.date(2020, 3, 1), dt.date(2020, 3, 1)), (dt.date(2018, 1, 1), dt.date(2018, 12, 31))
    assert is_long_ago(Interval(*year), news)
    assert not is_long_ago(Interval(dt.date(2019, 1, 1), dt.date(2019, 12, 31)), news)
    assert not is_long_ago(Interval(None, None), news)
    assert not is_long_ago(Interval(*year), Interval(None, None))
