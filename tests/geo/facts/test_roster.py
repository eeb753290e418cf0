"""The roster: the built-in lists are sound, the theatre wins over them, countries choose among them."""

import datetime as dt

import pytest

from geo.facts.actors_fold import fold
from geo.facts.actors_tables import Party, read_parties, read_patterns, read_states
from geo.facts.roster import load_roster
from geo.records import Actor


def test_the_lists_cover_the_conflicts_of_fifteen_years() -> None:
    covered = {code for party in read_parties() for code in party.conflict}
    assert covered >= {
        "LY", "SD", "SS", "SY", "IQ", "YE", "ET", "SO", "UA", "IL", "LB", "ML", "BF", "NE", "NG", "CF", "CD", "MZ",
        "MM", "PH", "IN", "PK", "AF", "AM", "AZ", "TR", "EG", "CO", "HT",
    }  # fmt: skip


def test_a_bare_word_of_one_country_and_day_has_a_first_meaning() -> None:
    day = dt.date(2019, 6, 1)
    assert load_roster([], ["LY"]).generic("government", day)[:1] == ("GNA",)
    assert load_roster([], ["LY"]).generic("government", dt.date(2011, 6, 1))[:1] == ("Gaddafi government",)
    assert load_roster([], ["SY"]).generic("army", day)[:1] == ("Syrian government",)
    assert load_roster([], ["SY"]).generic("army", dt.date(2025, 3, 1))[:1] == ("Syrian transitional government",)


def test_bare_words_are_those_of_the_conflict_most_spoken_of() -> None:
    assert load_roster([], ["SY", "TR"]).generic("army", dt.date(2019, 6, 1)) == ("Syrian government",)


def test_every_state_has_names_and_every_party_an_id_of_its_own_spelling() -> None:
    assert len({state.iso2 for state in read_states()}) == len(read_states()) > 0
    assert read_parties()
    for party in read_parties():
        assert party.id == party.id.strip()
        assert party.since is None or party.until is None or party.since < party.until


def test_patterns_are_lower_case_where_they_are_compared_folded() -> None:
    patterns = read_patterns()
    for words in (*patterns["nouns"].values(), patterns["adjectives"], patterns["titles"], patterns["links"]):
        assert words
        assert all(word == word.lower() for word in words)


def test_the_theatre_takes_over_a_listed_party_under_its_own_id() -> None:
    own = Actor(id="East", name="Eastern army", aliases=("Libyan National Army",), colour="#112233", side="E")
    roster = load_roster([own], ["LY"])
    assert roster.entries[fold("Haftar")][0].actor == "East"
    assert roster.actors["East"].colour == "#112233"
    assert "LNA" not in roster.actors


def test_the_theatre_keeps_its_names_and_gains_those_of_the_list() -> None:
    roster = load_roster([Actor(id="LNA", name="The army of the east", colour="#112233")], ["LY"])
    assert roster.actors["LNA"].name == "The army of the east"
    assert "Khalifa Haftar" in roster.actors["LNA"].leaders


def test_the_theatre_takes_over_a_state_with_its_demonym() -> None:
    roster = load_roster([Actor(id="Cairo", name="Cairo", aliases=("Egypt",))], ["LY"])
    assert roster.entries[fold("Egyptian")][0].actor == "Cairo"


def test_parties_of_other_countries_are_not_in_the_roster() -> None:
    roster = load_roster([], ["LY"])
    assert roster.entries.get(fold("Rapid Support Forces")) is None
    assert fold("Rapid Support Forces") not in set(roster.entries)
    assert len(roster.entries) < len(load_roster([], []).entries)


def test_an_abbreviation_means_the_party_of_the_country() -> None:
    assert load_roster([], ["LY"]).entries[fold("SDF")][0].actor == "SDF-Rada"
    assert load_roster([], ["SY"]).entries[fold("SDF")][0].actor == "SDF"


def test_sides_and_states() -> None:
    roster = load_roster([], ["LY"])
    assert roster.side("Misratan forces") == "GNA"
    assert roster.side("Nobody's brigade") == "Nobody's brigade"
    assert roster.state("LY", dt.date(2019, 1, 1)) == "GNA"
    assert roster.state("TR", None) == "Turkey"
    assert roster.get("Nobody's brigade") is None


@pytest.mark.parametrize("day", [None, dt.date(2020, 1, 1)])
def test_a_party_without_dates_is_always_there(day: dt.date | None) -> None:
    assert Party(id="X").active(day)


@pytest.mark.parametrize("text", ["Sana’a", "Déby", "İdlib", "al‑Watiya", "a\u00a0b", "ẞẟ…", "x" * 5])
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)
