"""The trigger table is sound, and its words are spelt out right."""

from __future__ import annotations

import pytest

from geo.facts.events import absorbed, taxonomy
from geo.facts.items import Item
from geo.facts.needs import _CHECKS
from geo.facts.triggers import find_hits, trigger_table

ROLES = {"object", "at", "from", "to", "via"}
STATES = {"hold", "contest", "based"}
TRIGGERS = sorted(
    {pattern.trigger for found in trigger_table().patterns.values() for pattern in found},
    key=lambda trigger: trigger.id,
)


def words(text: str) -> list[Item]:
    return [Item("word", word, 0, 0) for word in text.lower().split()]


@pytest.mark.parametrize("trigger", TRIGGERS, ids=lambda trigger: trigger.id)
def test_row_is_sound(trigger) -> None:
    """Every row names senses, roles, checks and lists that exist."""
    senses = {sense for sense, _ in taxonomy()} | STATES
    lists = trigger_table().lists
    assert trigger.sense in senses
    assert set(trigger.places) <= ROLES
    assert trigger.object in ROLES
    assert trigger.subject in {"agent", "patient", "place", "none"}
    assert trigger.need in {"", *_CHECKS}
    assert trigger.near is None or trigger.near[0] in lists
    assert 0 < trigger.strength <= 1
    for name in trigger.unless:
        assert name in lists or name in {"talks", "behind", "dead"}


def test_ids_are_unique() -> None:
    """A rule's name leads to one row."""
    ids = [trigger.id for trigger in TRIGGERS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("rebels overran it", "capture.verb"),
        ("rebels seizing it", "capture.verb"),
        ("he withdrew", "withdraw.verb"),
        ("they repelled it", "repel.strong"),
        ("it carries out air strikes on it", "airstrike.verb"),
        ("two ambushes", "attack.noun"),
        ("drove the army out of it", "capture.drive_them"),
    ],
)
def test_forms(text: str, rule: str) -> None:
    """Inflected forms and separable particles are found."""
    assert rule in {hit.trigger.id for hit in find_hits(words(text))}


def test_gap_stops_at_a_comma() -> None:
    """A particle beyond a comma is not the verb's."""
    assert not {"capture.drive_out"} & {hit.trigger.id for hit in find_hits(words("drove it , the army out of it"))}


def test_absorbed_senses_exist() -> None:
    """The taxonomy's absorb column speaks of its own senses."""
    named = set().union(*absorbed().values())
    assert named
    assert named <= set(absorbed())


def test_every_subtype_of_the_contract_has_a_sense() -> None:
    """No subtype of the contract is out of reach."""
    assert {subtype for _, subtype in taxonomy().values()} == {
        "Armed clash", "Advance", "Territory captured", "Territory recaptured", "Siege", "Offensive",
        "Air/drone strike", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Suicide bomb",
        "Attack", "Abduction/forced disappearance", "Sexual violence", "Mobilisation",
        "Headquarters or base established", "Withdrawal", "Non-violent transfer of territory", "Ultimatum",
        "Military aid", "Agreement", "Ceasefire", "Arrests", "Looting/property destruction", "Weapons disrupted",
        "Other", "Meeting", "Statement", "Sanctions", "Protest", "Riot",
    }  # fmt: skip
