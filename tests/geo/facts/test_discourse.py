"""What a sentence leaves out and the article tells: pronouns, plans and their owner, enemies, what was told before."""

from __future__ import annotations

import datetime as dt

import pytest
from told import tell

from geo.facts.lasting import began, is_campaign
from geo.facts.verbs import Group
from geo.records import UNKNOWN, Interval, Sentence

REDS, BLUES = "<the Reds=Reds>", "<the Blues=Blues>"


def test_plan_keeps_its_owner_and_meets_who_holds_the_town() -> None:
    """A plan told without its party is that of the plan before; its enemy is who holds the town."""
    told = tell(
        f"{REDS} are preparing to enter {{Sorman}}.",
        f"{{Sorman}} is under the control of {BLUES}.",
        "A military operation to advance toward {Zella} is planned.",
        paragraphs=(0, 0, 1),
    )
    first, _, last = told.frames
    assert (first.status, first.patient) == ("planned", "Blues")
    assert (last.sense, last.status, last.agent) == ("advance", "planned", "Reds")


def test_sources_tell_plans_and_parties_threaten() -> None:
    """What unnamed sources of a party tell of its plans is no threat; its own warning is one."""
    assert tell(f"A source close to {REDS} said {REDS} will attack {{Sorman}}.").only().status == "planned"
    assert tell(f"{REDS} warned that if the militias stay, it will bomb {{Sorman}}.").only().status == "threatened"


@pytest.mark.parametrize(
    "sentence",
    [
        f"Perhaps {REDS} will help with air strikes on {{Sorman}}.",
        "The bases in {Sorman} are used to train new recruits.",
    ],
)
def test_no_event(sentence: str) -> None:
    """Speculation is no event, and a noun in -s is no verb."""
    assert tell(sentence).frames == ()


def test_demand_is_an_ultimatum_and_no_withdrawal() -> None:
    """A demand that a party leaves is made of that party; nobody has left."""
    told = tell(f"{REDS} demanded that {BLUES} withdraw from {{Sorman}} within three days.")
    assert told.brief() == [("ultimatum", "Reds", "Blues", "Sorman")]


def test_drive_is_told_once() -> None:
    """What a drive is for is the drive's own plan, or its place when it has begun."""
    planned = tell(f"{REDS} plan an operation to take {{Sorman}}.").only()
    begun = tell(f"{REDS} launched an offensive to take {{Sorman}}.").only()
    assert (planned.sense, planned.status) == ("offensive", "planned")
    assert (begun.sense, begun.status) == ("offensive", "occurred")


def test_pronoun_that_opens_a_sentence() -> None:
    """ "It" stands for the party that was the subject before."""
    told = tell(f"{REDS} left {{Hun}}.", "It captured {Sorman}.")
    assert ("capture", "Reds", "", "Sorman") in told.brief()


def test_country_after_a_town_is_not_where() -> None:
    """ "Palermo, Italy," names one place."""
    told = tell(f"{REDS} met {BLUES} in {{Sorman}}, {{Ruritania*}}, ~on 4 May=2020-05-04~.")
    assert [place for *_, place in told.brief()] == ["Sorman"]


def test_fight_without_parties_is_of_those_who_fought_there() -> None:
    """Clashes at a place are those of the parties last told to fight there."""
    told = tell(f"{REDS} attacked {BLUES} in {{Sorman}}.", "New clashes broke out in {Sorman} at night.")
    assert told.frames[-1].agent == "Reds"


def test_towns_follow_only_a_town_that_fell() -> None:
    """ "X followed" is a capture after one, and nothing otherwise."""
    assert tell(f"{REDS} captured {{Hun}}.", "{Sorman} followed.").brief()[-1] == ("capture", "Reds", "", "Sorman")
    assert tell("{Sorman} followed.").frames == ()


def test_blow_to_a_building_comes_from_afar() -> None:
    """What is hit from where nobody says was hit by fire, in the way told just before."""
    assert tell("The hospital in {Sorman} was hit.").only().sense == "shelling"
    assert tell(f"{REDS} jets bombed {{Hun}}.", "The port of {Sorman} was hit too.").frames[-1].sense == "airstrike"


def test_lasting_attack_began_then() -> None:
    """ "For three months" counts back from the publication day."""
    sentence = Sentence(0, 60, "They have been attacking Sorman for three months, they say.", 0, heading=False)
    group = Group(1, 4, "finite", perfect=True, progressive=True)
    day = dt.date(2020, 6, 1)
    when = began(group, 24, sentence, Interval(day, day, "day"))
    assert when == Interval(dt.date(2020, 3, 3), day, "month")
    assert is_campaign(when)
    assert began(None, 24, sentence, Interval(day, day, "day")) == UNKNOWN


def test_the_town_is_the_one_its_own_sentence_names() -> None:
    told = tell(f"{BLUES} attacked {{Hun}}.", f"{REDS} cut the road near {{Sorman}} and stormed the town.")
    assert told.brief()[-1][3] == "Sorman"


def test_there_is_the_place_named_last() -> None:
    told = tell(f"{BLUES} captured {{Hun}}, then broke into {{Sorman}}.", "Forty people were killed there.")
    assert told.brief()[-1][3] == "Sorman"
    told = tell(f"{BLUES} shelled {{Hun}}.", "In {Sorman}, three men were killed there on Sunday.")
    assert told.brief()[-1][3] == "Sorman"


def test_there_is_no_place_one_only_comes_from() -> None:
    told = tell(f"In {{Sorman}}, {BLUES} waited for help from {{Hun}}.", "Forty people were killed there.")
    assert told.brief()[-1][3] == "Sorman"


def test_a_heading_tells_where_until_another_place_is_named() -> None:
    told = tell(f"{BLUES} attacked {REDS} in {{Hun}}.", "{Sorman}", "Clashes broke out at night.", headings=(1,))
    assert told.brief()[-1][3] == "Sorman"


def test_that_town_is_the_one_named_last() -> None:
    told = tell(f"{BLUES} captured {{Hun}} and withdrew to {{Sorman}}.", f"{REDS} surrounded that town on Monday.")
    assert told.brief()[-1][3] == "Sorman"


def test_an_event_on_a_road_is_at_its_first_end() -> None:
    told = tell(f"{REDS} ambushed {BLUES} on the {{Sorman}} - {{Hun}} road.")
    assert [place for *_, place in told.brief()] == ["Sorman"]


def test_the_road_to_a_place_only_says_which_road() -> None:
    told = tell(f"{REDS} ambushed {BLUES} at {{Sorman}}, on the road to {{Hun}}.")
    assert [place for *_, place in told.brief()] == ["Sorman"]
    told = tell(f"{{Sorman}}, the last town before {{Hun}}, fell to {REDS}.")
    assert [place for *_, place in told.brief()] == ["Sorman"]


def test_the_district_of_a_town_is_not_where() -> None:
    told = tell(f"{REDS} attacked {BLUES} in {{Sorman}}, in the {{Zella}} district, on Monday.")
    assert [place for *_, place in told.brief()] == ["Sorman"]


def test_a_paragraph_goes_on_where_it_last_told_something() -> None:
    told = tell(
        f"{REDS} are based in {{Hun}}.",
        f"{BLUES} attacked {REDS} in {{Sorman}}, south of {{Zella}}.",
        "Clashes went on until nightfall.",
        paragraphs=(0, 1, 1),
    )
    assert told.brief()[-1][3] == "Sorman"
