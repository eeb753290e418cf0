"""The init command: a survey of articles becomes a theatre file that loads, and nothing is written over."""

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from geo.commands.common import Group
from geo.commands.init import init_command
from geo.init_theatre import colours_of, theatre_text
from geo.records import Actor
from geo.survey import Party, Survey, bbox_of, countries_of, side_of
from geo.theatre import load_theatre

ARTICLE = """---
title: Fighting at Kidal
published: 2023-11-14
---

The Malian army entered Kidal on Tuesday. Fighters of the Brigade of the Dunes (BOD) attacked the army at Anefis on
Monday. The Brigade of the Dunes said it had killed ten soldiers near Anefis. The army had left Gao in October.
"""


def survey() -> Survey:
    army = Party(Actor("Mali army", "Mali army", side="Mali army", kind="state"), mentions=5, articles=2, deeds=4)
    dunes = Party(Actor("Dunes", "Dunes", side="Dunes", listed=False), mentions=3, articles=1, deeds=2)
    guard = Party(Actor("Guard", "Guard", side="Guard", listed=False), mentions=2, articles=1, deeds=1)
    army.foes["Dunes"] = 3
    guard.allies["Mali army"] = 2
    army.aliases.update(["Bamako\\'s men", 'the "lions"', "Shared"])
    dunes.aliases.update(["Shared", "Shared"])
    return Survey(
        articles=2,
        countries=Counter({"ML": 20, "NE": 3, "FR": 1}),
        points=[(18.4, 1.4, "ML"), (16.3, -0.04, "ML"), (13.5, 2.1, "NE"), (48.9, 2.3, "FR")],
        unplaced=Counter({"Tin Foo": 3, "Once": 1}),
        parties={party.record.id: party for party in (army, dunes, guard)},
    )


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "theatre.toml"
    path.write_text(theatre_text(survey(), {"ML": "Mali", "NE": "Niger"}), "utf-8")
    return path


def test_the_file_loads_and_says_what_the_articles_say(written: Path) -> None:
    theatre = load_theatre(written)
    assert theatre.title == "Mali, Niger"
    assert theatre.countries == ("ML", "NE")
    assert [actor.id for actor in theatre.actors] == ["Mali army", "Dunes", "Guard"]
    assert theatre.actors[0].kind == "state"
    assert theatre.bbox is not None
    assert theatre.bbox[1] < 13.5
    assert 18.4 < theatre.bbox[3] < 48


def test_spellings_survive_quoting_and_have_one_owner(written: Path) -> None:
    army, dunes, _ = load_theatre(written).actors
    assert 'the "lions"' in army.aliases
    assert "Bamako\\'s men" in army.aliases
    assert ("Shared" in army.aliases, "Shared" in dunes.aliases) == (False, True)


def test_an_unlisted_ally_takes_the_side_and_a_tint_of_its_colour(written: Path) -> None:
    army, dunes, guard = load_theatre(written).actors
    assert (guard.side, dunes.side) == ("Mali army", "Dunes")
    assert len({army.colour, dunes.colour, guard.colour}) == 3
    assert "told 2 times to fight beside Mali army" in written.read_text("utf-8")


def test_names_that_no_gazetteer_knows_are_offered_as_comments(written: Path) -> None:
    text = written.read_text("utf-8")
    assert '# name = "Tin Foo"' in text
    assert "Once" not in text
    assert load_theatre(written).places == ()


def test_a_share_of_the_places_makes_a_country_one_of_the_theatre() -> None:
    assert countries_of(survey(), share=0.2, most=4) == ("ML",)
    assert countries_of(Survey(), share=0.2, most=4) == ()
    assert bbox_of(Survey(), ("ML",), (0.0, 1.0), 0.1) is None


def test_colours_are_one_a_side_and_differ_within_it() -> None:
    assert colours_of(["a", "b", "a"], ["#000000", "#ff0000"], [0.0, 0.5]) == ["#000000", "#ff0000", "#808080"]


def test_a_listed_side_stands_before_what_the_text_tells() -> None:
    party = Party(Actor("X", "X", side="Y"))
    party.allies["Z"] = 4
    assert side_of(party, [Party(Actor("Z", "Z", side="Z"))])[0] == "Y"


# --- the command --------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "kidal.md").write_text(ARTICLE, "utf-8")
    return made


def run(*words: str) -> tuple[int, str]:
    group = Group(commands=[init_command])
    result = CliRunner().invoke(group, ["init", *words])
    return result.exit_code, result.output


def test_init_writes_a_theatre_that_names_the_parties(folder: Path) -> None:
    code, said = run(str(folder))
    assert code == 0, said
    theatre = load_theatre(folder / "theatre.toml")
    assert theatre.countries[:1] == ("ML",)
    assert {"Mali army", "Brigade of the Dunes"} <= {actor.id for actor in theatre.actors}


def test_init_writes_over_nothing_unless_forced(folder: Path) -> None:
    path = folder / "theatre.toml"
    path.write_text('title = "Mine"\n', "utf-8")
    code, said = run(str(folder))
    assert (code, said.count("\n")) == (2, 1)
    assert load_theatre(path).title == "Mine"
    assert run(str(folder), "--force")[0] == 0
    assert load_theatre(path).title != "Mine"


def test_init_says_what_is_wrong_with_a_folder(tmp_path: Path) -> None:
    assert run(str(tmp_path / "none"))[0] == 2
    code, said = run(str(tmp_path))
    assert (code, "no article could be read" in said) == (1, True)
