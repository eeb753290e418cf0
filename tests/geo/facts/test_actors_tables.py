"""The tables of parties under ``geo/data/actors``: each loads, its sides and words resolve, names are told apart."""

import datetime as dt
import tomllib
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from geo.facts.actors_fold import fold
from geo.facts.actors_tables import Party, list_parties, read_states
from geo.facts.roster import load_roster

FOLDER = Path(__file__).resolve().parents[3] / "geo" / "data" / "actors"
TABLES = sorted(path.stem for path in FOLDER.glob("??.toml"))
FIRST, LAST = dt.date.min, dt.date.max

# Names that two parties of one country share at one time, and the text has to tell whose they are.
SHARED = {
    ("amhara militia", "Amhara forces", "Fano"), ("kurdish fighters", "Peshmerga", "YPG"),
    ("kurdish forces", "Peshmerga", "YPG"), ("kurdish forces", "Peshmerga", "SDF"), ("kurdish forces", "YPG", "SDF"),
    ("tuareg rebels", "CMA", "CSP"), ("tuareg rebel groups", "CMA", "CSP"), ("libyan army", "LNA", "Libyan government"),
    ("saiqa", "LNA", "Saiqa"), ("al saiqa", "LNA", "Saiqa"), ("saiqa forces", "LNA", "Saiqa"),
    ("saiqa special forces", "LNA", "Saiqa"),
}  # fmt: skip
SHARED_LEADERS = {("GNA", "Zintani forces")}  # a commander of Zintan who became the government's


def parties_of(country: str) -> list[Party]:
    return [
        party
        for party, concerned in list_parties()
        if (not concerned or country in concerned) and (not party.countries or country in party.countries)
    ]


def together(one: Party, other: Party) -> bool:
    return (one.since or FIRST) <= (other.until or LAST) and (other.since or FIRST) <= (one.until or LAST)


@pytest.mark.parametrize("country", TABLES)
def test_a_country_has_parties_and_says_what_it_is(country: str) -> None:
    text = (FOLDER / f"{country}.toml").read_text("utf-8")
    assert text.startswith("# ")
    assert country in tomllib.loads(text)["countries"]
    assert load_roster((), (country,)).parties


@pytest.mark.parametrize("country", TABLES)
def test_a_side_is_that_of_a_party_or_of_several(country: str) -> None:
    named = {party.id for party, _ in list_parties()} | {state.party.id for state in read_states()}
    sides = defaultdict(set)
    for party, _ in list_parties():
        sides[party.side].add(party.id)
    for party in parties_of(country):
        assert not party.side or party.side in named or len(sides[party.side]) > 1, (party.id, party.side)


@pytest.mark.parametrize("country", TABLES)
def test_a_name_is_one_party_s_at_a_time(country: str) -> None:
    bearers: dict[str, list[tuple[Party, bool]]] = defaultdict(list)
    for party in parties_of(country):
        for word in {fold(name) for name in (party.id, party.name or party.id, *party.aliases)}:
            bearers[word].append((party, False))
        for word in {fold(name) for name in party.leaders}:
            bearers[word].append((party, True))
    for word, several in bearers.items():
        for (one, leads), (other, leads_too) in combinations(several, 2):
            pair = (one.id, other.id)
            shared = (word, *pair) in SHARED or (leads and leads_too and pair in SHARED_LEADERS)
            assert one.id == other.id or shared or not together(one, other), (word, *pair)


def test_words_and_dates_are_fit_to_be_looked_up() -> None:
    states = {state.iso2 for state in read_states()}
    for party, _ in list_parties():
        assert all(word == word.lower() for word in party.generic if not word[0].isupper()), party.id
        assert all(name.strip() == name and len(name) > 1 for name in (*party.aliases, *party.leaders)), party.id
        assert not party.state or party.state in states | {"PS"}, party.id
        assert party.since is None or party.until is None or party.since < party.until, party.id
