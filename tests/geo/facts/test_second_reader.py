"""The second reader: plain reports stay, doubtful places need more, pieces without conflict tell nothing."""

from __future__ import annotations

import pytest
from make_facts import frame, location
from told import tell

from geo.facts.beside import beside
from geo.facts.second_reader import WEIGHTS, describe, judge_frames
from geo.facts.weights import read_weights
from geo.records import Mention

CITY, HILL = location("City", 32.9, 13.2), location("Hilltown", 32.43, 13.63)
LNA, GNA = "<the LNA=LNA>", "<GNA forces=GNA>"


@pytest.mark.parametrize(
    ("sentence", "sense"),
    [
        (f"{LNA} brought {{Sorman}} under its control.", "capture"),
        (f"{{Sorman}} came under the control of {LNA}.", "capture"),
        (f"{{Sorman}} was declared retaken by {GNA}.", "recapture"),
        (f"{GNA} reestablished control over {{Sorman}}.", "recapture"),
        (f"{LNA} swarmed into {{Sorman}} before dawn.", "enter"),
        (f"{LNA} pulled its troops out of {{Sorman}}.", "withdraw"),
        (f"{LNA} and {GNA} traded gunfire in {{Sorman}}.", "clash"),
        ("Gun battles raged in {Sorman} overnight.", "clash"),
        (f"{GNA} fended off {LNA} near {{Sorman}}.", "repel"),
        ("A barrage of rockets struck {Sorman}.", "shelling"),
        ("Mortar rounds landed in {Sorman}, wounding four people.", "shelling"),
        ("A drone strike killed three fighters in {Sorman}.", "airstrike"),
        ("A suicide car bomb exploded at a checkpoint in {Sorman}.", "suicide_bomb"),
        ("A landmine blast in {Sorman} killed two farmers.", "bomb"),
        ("Gunmen stabbed to death a teacher in {Sorman}.", "kill"),
        ("Gunmen abducted four aid workers in {Sorman}.", "abduct"),
        ("Gunmen on motorbikes kidnapped a priest in {Sorman}.", "abduct"),
        (f"{LNA} fired dozens of rockets toward {{Sorman}}.", "shelling"),
        (f"{LNA} seized a regional command in {{Sorman}}.", "capture"),
        (f"{LNA} repelled an attack in {{Sorman}} town, some 30 km north of {{Zella}}.", "repel"),
        ("Gunmen seized ten sailors off {Sorman}.", "abduct"),
        (f"{LNA} stormed an African Union base in {{Sorman}}.", "capture"),
        (f"{LNA} left its base in {{Sorman}}.", "withdraw"),
        (f"{LNA} sealed off {{Sorman}}.", "besiege"),
        (f"{LNA} sent reinforcements to {{Sorman}}.", "mobilise"),
        (f"{LNA} ordered residents of {{Sorman}} to evacuate.", "ultimatum"),
    ],
)
def test_plain_reports_stay(sentence: str, sense: str) -> None:
    assert (sense, "Sorman") in {(one, place) for one, _, _, place in tell(sentence).brief()}


@pytest.mark.parametrize(
    "piece",
    [
        (
            "{Sorman} beat {Zella} 2-1 in the final on Friday.",
            "The striker fired a shot wide, the keeper held on.",
        ),
        ("Shares fell sharply in {Sorman} on Monday.", "Prices have come under pressure since spring."),
        ("A war of words broke out in the council of {Sorman} over the budget.",),
        ("Critics launched an attack on the proposal for a tram in {Sorman}.",),
        ("Heavy rain hit {Sorman} and the temperature fell to four degrees.", "Snow fell in the hills near {Zella}."),
        ("The orchestra captured the mood of {Sorman} in its new album.",),
        ("The company opened a factory in {Sorman} and is expanding its market share in {Zella}.",),
        ("A new film about the painter opens in {Sorman} next week.",),
        ("The bakery in {Sorman} took third place, the one in {Zella} took part for the first time.",),
        ("Doctors in {Sorman} fight a virus that reached {Zella} in winter.",),
        ("The ferry left {Sorman} at noon and reached {Zella} in the evening.",),
        ("The museum in {Sorman} marks the birthday of the poet.", "Visitors come from {Zella} and {Hun}."),
        ("A gas explosion in {Sorman} injured two cooks.",),
        ("A drone show lit up the sky over {Sorman}.",),
        ("An earthquake struck {Sorman} at dawn.",),
        ("The anniversary of the bombing of {Sorman} was marked with a minute of silence.",),
        ("A museum in {Sorman} opened an exhibition on the battle of {Zella} in 1916.",),
        ("Farmers in {Sorman} lost a third of the olive harvest to drought.",),
        ("The bank raised its target for growth in {Sorman}; the central bank held its rate.",),
    ],
)
def test_pieces_without_conflict_tell_nothing(piece: tuple[str, ...]) -> None:
    assert tell(*piece).brief() == []


def test_a_list_goes_on_with_dates_and_prepositions() -> None:
    """Members of a list under their own date or preposition have no verb of their own."""
    told = tell("{Sorman} fell ~on 4 May=2020-05-04~, {Zella} ~on 6 May=2020-05-06~ and {Hun} the next day.")
    assert [place for *_, place in told.brief()] == ["Sorman", "Zella", "Hun"]
    told = tell("Air strikes were reported in {Sorman}, in {Zella} and around {Hun}.")
    assert {place for *_, place in told.brief()} == {"Sorman", "Zella", "Hun"}


def test_a_place_with_a_verb_of_its_own_is_off_the_list() -> None:
    told = tell(f"{LNA} captured {{Sorman}} and {{Zella}} celebrated.")
    assert [place for *_, place in told.brief()] == ["Sorman"]


def test_a_place_beside_is_told_with_doubt() -> None:
    """The copy keeps the sentence, names itself in its rule and says why it is doubtful."""
    sure = frame("capture", "A", object=CITY, text="A took one, and the other.")
    mention = Mention("a.txt", 20, 25, "other", "literal", HILL, 1.0)
    (copy,) = beside([sure], [mention])
    assert copy.places[0].location == HILL
    assert copy.rule == "capture.test/beside"
    assert dict(copy.details)["doubt"] == "beside"
    assert list(beside([frame("hold", "A", object=CITY)], [mention])) == []


def test_states_are_not_judged() -> None:
    """Who holds a place is no event: the second reader leaves it alone."""
    state = frame("hold", "A", object=CITY)
    kept, dropped = judge_frames([state], [])
    assert kept == [state]
    assert dropped == []


def test_weights_are_of_known_features() -> None:
    """What the training writes is what the reading asks for."""
    (features,) = describe([frame("capture", "A", object=CITY, rule="capture.verb/active")], [])
    assert "bias" in read_weights(WEIGHTS)
    known = set(read_weights(WEIGHTS))
    assert {"doubt=none", "sense=capture"} <= known & set(features)


def test_a_place_that_tells_where_another_lies_is_not_beside() -> None:
    told = tell(f"{LNA} raided a camp in {{Sorman}}, 40 km south of {{Zella}}.", "It was quiet on Monday.")
    assert {place for *_, place in told.brief()} == {"Sorman"}
