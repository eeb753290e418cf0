"""Tolls stand on the deed that they are told of."""

from told import tell

from geo.facts.events import events_from


def tolls(*marked: str, paragraphs: tuple[int, ...] = ()) -> list[tuple[str, str, int | None]]:
    told = tell(*marked, paragraphs=paragraphs)
    events = events_from(told.frames, told.article)
    return sorted(((event.subtype, event.location.place.name, event.fatalities) for event in events), key=str)


def test_the_dead_of_a_strike_are_the_strike_s() -> None:
    told = tolls("A rocket attack on the camp at {Kobo} near {Woldiya} killed a contractor.")
    assert ("Shelling/artillery/missile attack", "Kobo", 1) in told
    assert "Attack" not in {subtype for subtype, _, _ in told}


def test_what_was_cleared_has_the_toll_of_the_mine_that_killed() -> None:
    told = tolls("Two soldiers were killed in an air strike on {Kobo}, which <rebels=REB> captured.")
    assert ("Air/drone strike", "Kobo", 2) in told


def test_a_toll_told_last_is_that_of_the_whole_action() -> None:
    told = tolls(
        "<Rebels=REB> attacked {Kobo} from the east on foot.",
        "<The army=ARMY> repelled a second attack on {Kobo} with drones.",
        "Medics counted 31 dead.",
        paragraphs=(0, 0, 0),
    )
    assert [count for _, _, count in told if count] == [31]


def test_where_the_dead_were_brought_is_not_where_they_fell() -> None:
    told = tolls(
        "An air strike hit {Kobo} at dawn.", "Hospital staff in {Woldiya} reported seven dead.", paragraphs=(0, 0)
    )
    assert told == [("Air/drone strike", "Kobo", 7)]


def test_nobody_was_hurt_holds_for_every_blast() -> None:
    told = tolls("Rockets hit {Kobo} and {Woldiya}.", "Nobody was hurt.", paragraphs=(0, 0))
    assert [count for _, _, count in told] == [0, 0]


def test_the_dead_of_a_war_are_no_event_s() -> None:
    told = tolls("Clashes broke out in {Kobo}.", "Some 2,000 people have died since the war began.", paragraphs=(0, 0))
    assert [count for _, _, count in told] == [None]


def test_those_who_died_in_the_raids_stand_on_the_first_of_them() -> None:
    told = tolls(
        "Jets struck {Kobo} at dawn.",
        "They also bombed {Woldiya}.",
        "Six people were killed in the raids.",
        paragraphs=(0, 0, 0),
    )
    assert ("Air/drone strike", "Kobo", 6) in told
    assert [count for _, _, count in told if count] == [6]


def test_where_the_dead_are_buried_is_not_where_they_fell() -> None:
    told = tolls("An air strike hit {Kobo} at dawn.", "Seven farmers were buried in {Woldiya}.", paragraphs=(0, 0))
    assert ("Air/drone strike", "Kobo", 7) in told


def test_another_place_behind_the_toll_is_another_story() -> None:
    told = tolls(
        "An air strike hit {Kobo} at dawn.",
        "The death toll stood at seven, the highest since the war reached {Woldiya}.",
        paragraphs=(0, 0),
    )
    assert ("Air/drone strike", "Kobo", 7) in told


def test_what_killed_in_the_same_way_has_the_toll() -> None:
    told = tolls("The assault on {Kobo} was overshadowed by an air strike in {Kobo} that killed 45 people.")
    assert ("Air/drone strike", "Kobo", 45) in told


def test_nobody_killed_holds_for_fights_too() -> None:
    told = tolls("<Rebels=REB> attacked {Kobo} on foot.", "Nobody was killed.", paragraphs=(0, 0))
    assert [count for _, _, count in told] == [0]


def test_the_dead_of_an_attack_that_came_before_are_not_those_of_the_answer() -> None:
    told = tolls(
        "<The army=ARMY> bombed {Kobo} on Tuesday after an ambush by <rebels=REB> that killed two dozen soldiers."
    )
    assert ("Air/drone strike", "Kobo", None) in told


def test_the_dead_of_several_places_or_months_are_no_event_s() -> None:
    raid = "<The army=ARMY> stormed {Kobo}."
    for rest in (
        "A string of attacks this week killed 74 people in three separate provinces.",
        "Three years of war have killed more than 10,000.",
        "Some 400 have been killed in the past three months.",
        "Heavy guns are to blame for many of the 5,000 deaths in the conflict.",
    ):
        assert all(count is None for _, _, count in tolls(raid, rest, paragraphs=(0, 0)))


def test_a_death_since_which_something_is_the_first_is_not_its_toll() -> None:
    told = tolls("It was the first gain since the general Omar Hadi was killed, when <rebels=REB> captured {Kobo}.")
    assert all(count is None for _, _, count in told)
