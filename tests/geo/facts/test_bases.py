from __future__ import annotations

import pytest
from make_facts import article, control, frame, location

from geo.facts.bases import bases_from
from geo.facts.roster import Roster, load_roster
from geo.facts.told import Told
from geo.records import Actor, ActorMention, Base, Frame, Mention, Sentence, Source

PLACES = {name: location(name) for name in ("Hilltown", "Port", "Yarmouk camp", "Gate 27", "Lakeside")}
PARTIES = {"Alpha": "A", "Bravo": "B"}


def bases(text: str, *frames: Frame, roster: Roster | None = None, **given: object) -> list[Base]:
    mentions = [
        Mention("a.txt", text.index(name), text.index(name) + len(name), name, "literal", where, 0.9)
        for name, where in PLACES.items()
        if name in text
    ]
    actors = [
        ActorMention(text.index(name), text.index(name) + len(name), name, party)
        for name, party in PARTIES.items()
        if name in text
    ]
    sentence = Sentence(0, len(text), text, 0)
    return list(
        bases_from(
            Told(article(text=text), frames, roster, sentences=[sentence], mentions=mentions, actor_mentions=actors),
            **given,  # type: ignore[arg-type]
        )
    )


@pytest.mark.parametrize(
    ("text", "kind", "place", "actor"),
    [
        ("Alpha troops flew into Hilltown airbase, which Alpha has used since May.", "air base", "Hilltown", "A"),
        ("Shells fell on the headquarters of Bravo at Port.", "headquarters", "Port", "B"),
        ("Alpha has set up a new command post in Hilltown.", "headquarters", "Hilltown", "A"),
        ("Bravo keeps a checkpoint at Gate 27 to the south.", "checkpoint", "Gate 27", "B"),
        ("Hilltown, where Alpha has its headquarters, was quiet.", "headquarters", "Hilltown", "A"),
        ("Planes hit the operations room of Bravo in Port.", "operations room", "Port", "B"),
        ("A camp of Alpha in Hilltown is used to train recruits.", "training camp", "Hilltown", "A"),
        ("Shells fell on the police headquarters of Bravo at Port.", "headquarters", "Port", "B"),
    ],
)
def test_a_site_has_its_kind_place_and_party(text: str, kind: str, place: str, actor: str) -> None:
    found = bases(text)
    assert (kind, place, actor) in [(base.kind, base.location.place.name, base.actor) for base in found]


def test_a_list_of_places_gives_a_base_each() -> None:
    found = bases("Alpha has bases in Hilltown, Port and Lakeside.")
    assert sorted(base.location.place.name for base in found) == ["Hilltown", "Lakeside", "Port"]


def test_a_site_in_a_name_needs_no_other_word() -> None:
    text = "Alpha entered Yarmouk camp."
    (found,) = bases(text, frame("enter", "A", object=PLACES["Yarmouk camp"], text=text))
    assert (found.kind, found.actor, found.status) == ("camp", "A", "captured")


@pytest.mark.parametrize(
    "text",
    [
        "Alpha shelled a refugee camp in Hilltown.",
        "Alpha opened the headquarters of a bank in Port.",
        "A camp stood in Hilltown.",
    ],
)
def test_what_is_no_military_site_or_nobodys_is_left_out(text: str) -> None:
    assert bases(text) == []


def test_a_site_that_names_nobody_is_of_the_holder_of_the_place() -> None:
    (found,) = bases("The checkpoint at Port was hit.", control=[control("B", location=PLACES["Port"])])
    assert found.actor == "B"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A base of Alpha will be built in Hilltown.", "planned"),
        ("Jets destroyed a base of Alpha in Hilltown.", "destroyed"),
        ("A base of Alpha in Hilltown was hit.", "active"),
        ("Alpha quit its posts at Hilltown.", "abandoned"),
    ],
)
def test_what_becomes_of_a_site(text: str, status: str) -> None:
    (found,) = bases(text)
    assert found.status == status


def test_a_source_is_the_sentence() -> None:
    text = "Bravo keeps a checkpoint at Gate 27."
    (found,) = bases(text)
    (source,) = found.sources
    assert (source.quote, source.start, source.end) == (text, 0, len(text))


def test_a_relative_clause_tells_where_a_party_is_headquartered() -> None:
    (base,) = bases("The column set out from Hilltown, where the Alpha is headquartered.")
    assert (base.kind, base.actor, base.location.place.name) == ("headquarters", "A", "Hilltown")


@pytest.mark.parametrize(
    "text",
    [
        "Alpha shelled the garrison town of Hilltown.",
        "A rocket fell on a camp for displaced families in Port, held by Alpha.",
    ],
)
def test_garrison_towns_and_camps_of_the_displaced_are_no_bases(text: str) -> None:
    assert bases(text) == []


def test_a_planned_site_is_not_of_the_party_that_holds_the_place() -> None:
    text = "Three operations rooms will be formed in Port."
    assert bases(text, control=[control("B", location=PLACES["Port"])]) == []


def test_a_site_may_begin_inside_the_name_of_its_party() -> None:
    text = "The Alpha command centre in Port was hit."
    mention = Mention("a.txt", text.index("Port"), text.index("Port") + 4, "Port", "literal", PLACES["Port"], 0.9)
    party = ActorMention(4, 17, "Alpha command", "A")
    told = Told(article(text=text), [], None, [Sentence(0, len(text), text, 0)], [mention], [party])
    assert [(base.kind, base.actor) for base in bases_from(told)] == [("headquarters", "A")]


def test_a_checkpoint_that_is_only_hit_is_not_drawn() -> None:
    text = "Alpha attacked the checkpoint at Gate 27."
    hit = frame("attack", "A", "B", object=PLACES["Gate 27"], text=text, trigger=6)
    assert bases(text, hit) == []


def test_a_headquarters_does_not_stand_where_its_offensive_goes() -> None:
    (base,) = bases("Alpha's headquarters for the push on Port had been in Hilltown since April.")
    assert (base.kind, base.actor, base.location.place.name) == ("headquarters", "A", "Hilltown")


def test_a_base_that_names_no_place_stands_where_its_sentence_is() -> None:
    (base,) = bases("In Hilltown, Alpha troops withdrew into their base.")
    assert (base.actor, base.location.place.name) == ("A", "Hilltown")


@pytest.mark.parametrize(
    "text",
    [
        "In Hilltown, south of Port, Alpha troops withdrew into their base.",
        "In Hilltown, an hour from Port, Alpha troops withdrew into their base.",
    ],
)
def test_a_town_that_only_says_where_another_lies_has_no_base(text: str) -> None:
    assert [base.location.place.name for base in bases(text)] == ["Hilltown"]


@pytest.mark.parametrize(("start", "status"), [("2019-06-20", "captured"), (None, "active")])
def test_a_base_whose_place_another_takes_afterwards_is_lost(start: str | None, status: str) -> None:
    text = "A base of Alpha in Hilltown was hit."
    later = Source("a.txt", "B took it.", 900, 910)
    taken = control("B", start, location=PLACES["Hilltown"], sources=(later,))
    (found,) = bases(text, control=[taken])
    assert found.status == status


@pytest.mark.parametrize(("side", "status"), [("a", "active"), ("b", "captured")])
def test_a_base_whose_place_its_own_side_takes_is_kept(side: str, status: str) -> None:
    roster = load_roster([Actor("A", "Alpha", side="a"), Actor("C", "Charlie", side=side)], ())
    later = Source("a.txt", "C took it.", 900, 910)
    taken = control("C", "2019-06-20", location=PLACES["Hilltown"], sources=(later,))
    (found,) = bases("A base of Alpha in Hilltown was hit.", roster=roster, control=[taken])
    assert found.status == status


def test_a_camp_that_the_article_calls_one_of_the_displaced_is_no_base() -> None:
    text = "Gunmen of Alpha attacked the Lakeside camp, and the Lakeside displacement camp was empty."
    assert bases(text) == []
    assert bases("Gunmen of Alpha attacked the Lakeside camp.")


def test_what_is_said_in_a_town_is_no_description_of_it() -> None:
    (base,) = bases("An officer of Alpha said in Hilltown that the barracks were safe.")
    assert (base.actor, base.location.place.name) == ("A", "Hilltown")


def test_homes_near_an_airbase_are_not_the_airbase() -> None:
    (base,) = bases("Alpha said homes near Hilltown airbase were destroyed.")
    assert (base.kind, base.status) == ("air base", "active")
