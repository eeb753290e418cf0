"""The grammar words and status words of the tables, loaded once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache, cached_property
from typing import Any

from geo.tables import read_toml

Words = frozenset[str]


@dataclass(frozen=True)
class Grammar:
    """Word classes of ``words.toml``."""

    determiners: Words
    prepositions: Words
    at: Words
    from_: Words
    to: Words
    via: Words
    coordinators: Words
    subordinators: Words
    relatives: Words
    modals: Words
    be: Words
    have: Words
    do: Words
    negations: Words
    adverbs: Words
    adjectives: Words
    pronouns_plural: Words
    pronouns_singular: Words
    units: Words
    directions: Words
    place_nouns: Words
    anaphors: Words
    containers: Words
    reporting: Words
    speakers: Words
    audience: Words
    utters: Words
    verbs: Words
    held_by: Words
    no_doer: Words
    undergoes: Words
    opens_victims: Words
    helping: Words
    apart: Words
    mediated: Words
    despite: Words
    accuses: Words
    suspects: Words
    condemns: Words
    orders: Words
    seen: Words
    intransitive: Words
    compounds: Words
    quantifiers: Words
    fillers: Words
    loyal: Words
    hours: Words
    times: Words
    settlements: Words
    settled: Words
    expanses: Words
    descriptions: Words
    spots: Words
    roads: Words
    ways: Words

    @cached_property
    def auxiliaries(self) -> Words:
        """Auxiliaries, and the "to" of an infinitive."""
        return self.be | self.have | self.modals | self.do | {"to"}

    @cached_property
    def not_doing(self) -> Words:
        """Verbs whose subject does not do what their object says."""
        return self.no_doer | self.undergoes

    @cached_property
    def charges(self) -> Words:
        """Verbs that tell a deed of their object, not of their subject."""
        return self.accuses | self.suspects

    @cached_property
    def beside_names(self) -> Words:
        """Words that may follow a place without its being their mere attribute."""
        nominal = self.place_nouns | self.determiners | self.directions
        joining = self.prepositions | self.coordinators | self.subordinators | self.adverbs | self.negations
        return nominal | joining | self.verbs | self.be | self.have | self.modals


@dataclass(frozen=True)
class StatusWords:
    """Word lists of ``status.toml``: what governs a trigger, what stands in its clause, what casts doubt on it."""

    governor: dict[str, Words]
    auxiliary: dict[str, Words]
    clause: dict[str, Words]
    doubt: Words
    leak: Words


def read_table(name: str) -> dict[str, Any]:
    """Give a TOML table of ``geo/data/facts``, read once; do not change what it gives."""
    return read_toml(f"facts/{name}")


@cache
def grammar() -> Grammar:
    """Give the grammar words."""
    raw = read_table("words.toml")
    return Grammar(**{field.name: frozenset(raw[field.name.rstrip("_")]) for field in fields(Grammar)})


@cache
def status_words() -> StatusWords:
    """Give the status words."""
    raw = read_table("status.toml")

    def lists(section: str) -> dict[str, Words]:
        return {name: frozenset(words) for name, words in raw[section].items()}

    return StatusWords(
        governor=lists("governor"),
        auxiliary=lists("auxiliary"),
        clause=lists("clause"),
        doubt=frozenset(raw["doubt"]["words"]),
        leak=frozenset(raw["speakers"]["leak"]),
    )
