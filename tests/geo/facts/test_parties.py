"""Parties a sentence leaves out: weighed by who was named, who held the place, who fights whom, and what was hit."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from make_facts import location
from told import tell

from geo.facts.events import events_from
from geo.facts.parties import complete
from geo.facts.party_clues import clue_weights
from geo.facts.roster import load_roster
from geo.facts.scene import Past, Scene, agent_clues, patient_clues
from geo.facts.war import War, table
from geo.records import ActorMention, Article, Frame, PlaceRole, Sentence, Span

_MARK = re.compile(r"<([^=>]+)=([^>]+)>|\*([^*]+)\*")


def story(
    *told: tuple[str, str, str, str, str],
    country: str = "LY",
    status: str = "occurred",
    rule: str = "r",
    land: str = "",
) -> list[tuple[str, str]]:
    """Fill in (sentence, sense, agent, patient, place); ``<the army=SAF>`` is a party, ``*shelled*`` the trigger."""
    text, frames, mentions = "", [], []
    for number, (marked, sense, agent, patient, place) in enumerate(told):
        start, at, trigger = len(text), 0, Span(len(text), len(text))
        for mark in _MARK.finditer(marked):
            text += marked[at : mark.start()]
            words = mark[1] or mark[3]
            if mark[1]:
                mentions.append(ActorMention(len(text), len(text) + len(words), words, mark[2]))
            else:
                trigger = Span(len(text), len(text) + len(words))
            text += words
            at = mark.end()
        text += marked[at:] + " "
        sentence = Sentence(start, len(text) - 1, text[start:-1], number)
        spot = location(place)
        where = (PlaceRole("at", replace(spot, place=replace(spot.place, country=land))),)
        frames.append(Frame("a.txt", sense, rule, trigger, sentence, status, "", agent, patient, where))  # type: ignore[arg-type]
    roster = load_roster((), (country,))
    return [(frame.agent, frame.patient) for frame in complete(frames, mentions, roster)]


WAR = ("<The LNA=LNA> *attacked* <the GNA=GNA> at A.", "attack", "LNA", "GNA", "A")


def test_the_enemy_is_whom_the_article_says_a_party_fights() -> None:
    assert story(WAR, ("<The LNA=LNA> *took* B.", "capture", "LNA", "", "B"))[1] == ("LNA", "GNA")


def test_a_fight_without_parties_is_that_of_the_two_that_fight() -> None:
    assert set(story(WAR, ("*Clashes* went on at C.", "clash", "", "", "C"))[1]) == {"LNA", "GNA"}


def test_who_holds_a_place_is_who_is_attacked_there() -> None:
    filled = story(
        WAR,
        ("<IS=IS> *holds* D.", "hold", "IS", "", "D"),
        ("<The LNA=LNA> *shelled* D on Friday.", "shelling", "LNA", "", "D"),
    )
    assert filled[2] == ("LNA", "IS")


@pytest.mark.parametrize(
    "sentence",
    [
        "<The LNA=LNA> *bombed* a market in E, killing ten <people=civilians>.",
        "<The LNA=LNA> *bombed* a hospital in E.",
        "A drone of <the LNA=LNA> *struck* a house in E and killed a woman.",
    ],
)
def test_a_blow_on_people_and_their_houses_is_on_civilians(sentence: str) -> None:
    assert story(WAR, (sentence, "airstrike", "LNA", "", "E"))[1] == ("LNA", "civilians")


@pytest.mark.parametrize(
    "sentence",
    [
        "<The LNA=LNA> *bombed* an ammunition depot in E.",
        "<The LNA=LNA> *bombed* a base in E, killing four soldiers, <residents=civilians> said.",
        "<The LNA=LNA> *bombed* E, <residents=civilians> said.",
    ],
)
def test_a_blow_on_fighters_is_on_the_enemy(sentence: str) -> None:
    assert story(WAR, (sentence, "airstrike", "LNA", "", "E"))[1] == ("LNA", "GNA")


def test_whose_checkpoint_is_bombed_did_not_do_it() -> None:
    filled = story(
        ("<IS=IS> *fought* <the LNA=LNA> at F.", "clash", "IS", "LNA", "F"),
        ("A car *bomb* went off at an <LNA=LNA> checkpoint in G.", "bomb", "", "", "G"),
    )
    assert filled[1] == ("IS", "LNA")


def test_who_loses_a_place_is_who_leaves_it() -> None:
    assert story(WAR, ("Its men *withdrew* from A.", "withdraw", "", "", "A"))[1] == ("GNA", "")


def test_a_state_that_is_only_spoken_of_is_nobodys_enemy() -> None:
    talk = ("<Turkey=Turkey> and <Turkey=Turkey> and <Turkey=Turkey> talked.", "meeting", "Turkey", "", "H")
    assert story(WAR, talk, ("<The LNA=LNA> *took* B.", "capture", "LNA", "", "B"))[2] == ("LNA", "GNA")


def test_allies_of_the_text_and_of_the_lists_are_no_enemies() -> None:
    filled = story(
        ("<Giants Force=Giants>, backed by <the LNA=LNA>, *took* I.", "capture", "Giants", "", "I"),
        ("<Misrata fighters=Misratan forces> left.", "other", "Misratan forces", "", "J"),
    )
    assert filled[0] == ("Giants", "Misratan forces")


def test_listed_foes_decide_where_several_fight() -> None:
    filled = story(
        ("<The Iraqi army=Iraqi government> and <Peshmerga=Peshmerga> met.", "other", "Iraqi government", "", "K"),
        ("<IS=IS> *left* L.", "withdraw", "IS", "", "L"),
        ("<Peshmerga=Peshmerga> *retook* M.", "recapture", "Peshmerga", "", "M"),
        country="IQ",
    )
    assert filled[2] == ("Peshmerga", "IS")


def test_nobody_is_made_up_where_the_article_names_nobody() -> None:
    assert story(("*Shelling* was heard in N.", "shelling", "", "", "N")) == [("", "")]


def test_a_handover_is_the_givers_deed() -> None:
    where = (PlaceRole("object", location("O")),)
    sentence = Sentence(0, 9, "X to Y in O.", 0)
    frame = Frame("a.txt", "handover", "r", Span(0, 1), sentence, agent="taker", patient="giver", places=where)
    event = events_from([frame], Article("a.txt", "X to Y in O.", ""))[0]
    assert (event.actor, event.target) == ("giver", "taker")


def test_every_clue_has_its_weight() -> None:
    """The table weighs all that the code gives, and nothing else but the least."""
    where = (PlaceRole("object", location("P")),)
    given: dict[str, set[str]] = {"agent": set(), "patient": set()}
    roster = load_roster((), ("LY",))
    mentions = [ActorMention(0, 3, "LNA", "LNA"), ActorMention(4, 7, "GNA", "GNA")]
    for sense in sorted(table().two_sided | table().one_sided):
        for status in ("occurred", "planned"):
            for paragraph in (0, 1):
                sentence = Sentence(0, 9, "LNA GNA x", paragraph)
                frame = Frame("a", sense, "r", Span(8, 9), sentence, status, "LNA", "LNA", "GNA", where)
                war = War([frame], mentions, roster)
                before = Frame(
                    "a", "capture", "r", Span(8, 9), Sentence(0, 9, "LNA GNA x", 0), places=where, agent="LNA"
                )
                past = Past(before, {location("P").place.id: "GNA"})
                for actor in ("LNA", "GNA"):
                    given["agent"] |= {name for name, _ in agent_clues(Scene(frame, war, past), actor, "GNA")}
                    given["patient"] |= {name for name, _ in patient_clues(Scene(frame, war, past), actor, "LNA")}
    assert given["agent"] == set(clue_weights()["agent"]) - {"least"}
    assert given["patient"] == set(clue_weights()["patient"]) - {"least"}


def test_a_statement_tells_its_own_deeds() -> None:
    frame = Frame(
        "a",
        "capture",
        "r",
        Span(30, 39),
        Sentence(20, 40, "C was liberated now.", 1),
        places=(PlaceRole("object", location("C")),),
    )
    mentions = [
        ActorMention(0, 2, "We", "GNA", "pronoun"),
        ActorMention(3, 6, "our", "GNA", "pronoun"),
        ActorMention(7, 10, "LNA", "LNA"),
    ]
    scene = Scene(frame, War([frame], mentions, load_roster((), ("LY",))), Past())
    clues = {actor: dict(agent_clues(scene, actor, "")) for actor in ("GNA", "LNA")}
    assert clues["GNA"]["voice"]
    assert clues["GNA"]["gains"]
    assert not clues["LNA"]["voice"]
    assert complete([frame], mentions, load_roster((), ("LY",)))[0].agent == "GNA"


def test_the_same_deed_told_twice_has_the_same_parties() -> None:
    filled = story(
        WAR,
        ("D was *shelled*.", "shelling", "", "", "D"),
        ("<The GNA=GNA> *shelled* <the LNA=LNA> at D.", "shelling", "GNA", "LNA", "D"),
    )
    assert filled[1] == ("GNA", "LNA")


def test_of_two_enemies_as_likely_none_is_the_target() -> None:
    """An enemy fought elsewhere is no target of a plan against another place where another enemy is as likely."""
    war = (
        ("<The LNA=LNA> *fought* <the Guard=Guard> at B.", "clash", "LNA", "Guard", "B"),
        ("<The LNA=LNA> *fought* <the Union=Union> at C.", "clash", "LNA", "Union", "C"),
        *(("<The LNA=LNA> still *holds* A, as it has done for all of the war.", "hold", "LNA", "", "A"),) * 6,
    )
    plan = ("<The LNA=LNA> *plans* to take D.", "offensive", "LNA", "", "D")
    assert story(*war, plan, status="planned")[-1] == ("LNA", "")
    named = ("<The LNA=LNA> *plans* to take D, where <the Union=Union> stands.", "offensive", "LNA", "", "D")
    assert story(*war, named, status="planned")[-1] == ("LNA", "Union")


def test_a_shell_that_nobody_is_named_for_hits_nobody_in_particular() -> None:
    """Where neither who fired nor who was hit is told, who was hit stays open."""
    assert story(WAR, ("Shells *fell* on E.", "shelling", "", "", "E"))[-1][1] == ""
    assert story(WAR, ("<The LNA=LNA> *shelled* E.", "shelling", "LNA", "", "E"))[-1] == ("LNA", "GNA")


def test_who_struck_is_no_victim() -> None:
    """The doer's arms and the lines that shells come from do not make fighters of those who were hit."""
    lines = ("<The LNA=LNA> and <the GNA=GNA> clashed at {Zella}.",)
    hit = (
        "Army aircraft bombed the market of {Sorman}.",
        "Artillery shells fired from <GNA=GNA> lines hit a market in {Sorman}.",
        "Mortar rounds killed a man in {Sorman}.",
    )
    for sentence in hit:
        frame = tell(*lines, sentence).frames[-1]
        assert (frame.sense in {"airstrike", "shelling"}, frame.patient) == (True, "civilians"), sentence
    frame = tell(*lines, "<The LNA=LNA>'s aircraft bombed an army barracks near the market of {Sorman}.").frames[-1]
    assert frame.patient != "civilians"


@pytest.mark.parametrize(
    ("sentence", "patient"),
    [
        ("The district governor was *killed* in B.", "GNA"),
        ("The <LNA=LNA>-appointed governor of B was *killed*.", "LNA"),
        ("A teacher was *killed* in B.", "civilians"),
    ],
)
def test_officials_killed_are_their_partys(sentence: str, patient: str) -> None:
    assert story(WAR, (sentence, "kill", "", "", "B"), rule="kill.verb/passive", land="LY")[1][1] == patient


def test_who_reports_the_raids_did_not_fly_them() -> None:
    reported = "<LNA=LNA> television reported *air strikes* on F."
    assert story(WAR, (reported, "airstrike", "", "", "F"))[1][0] != "LNA"
