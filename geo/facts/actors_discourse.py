"""Who a bare word means: "the army", "the group", "his forces", "they", by what was said before and by the country."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.facts.actors_tables import read_patterns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.actors_candidate import Candidate
    from geo.facts.roster import Roster

# How far back, in characters, a word reaches for the party it means.
_REACH = {"group": 1500, "unit": 1500, "force": 600, "possessive": 400}
_HEAD = 45  # characters from a sentence's head within which "they" looks back to the one before
_LATEST = 40  # no two sentences name more parties
_FIGHTING = frozenset({"armed", "state"})
_KINDS = dict.fromkeys(("they", "possessive", "it"), _FIGHTING | {"international"})


@dataclass
class Memory:
    """The parties of an article so far, the last one last.

    `starts` are where its sentences begin, `voice` is whose statement or interview it is.
    """

    roster: Roster
    starts: Sequence[int]
    voice: str = ""
    said: list[tuple[int, str, str]] = field(default_factory=list)
    doers: set[int] = field(default_factory=set)
    governed: set[int] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    hands: set[int] = field(default_factory=set)

    def note(
        self, start: int, actor: str, phrase: str, *, doer: bool, governed: bool = False, by_hand: bool = False
    ) -> None:
        """Remember that a party was named, in which words, and whether it did something or hung on another clause.

        `by_hand` tells that something was done "by" it.
        """
        self.said.append((start, actor, phrase.lower()))
        if by_hand:
            self.hands.add(start)
        if doer:
            self.doers.add(start)
        if governed:
            self.governed.add(start)
        self.counts[actor] += 1

    def resolve(self, candidate: Candidate, speaker: str) -> str:
        """Give the party a candidate stands for; empty when nothing tells.

        Parameters
        ----------
        candidate
            One whose actor is open, or that has several choices.
        speaker
            Who is quoted there; empty outside of quotations.
        """
        sort = candidate.sort
        if sort in {"", "generic", "numbered"}:
            return self._choose(candidate)
        if sort in {"speaker", "we"}:
            return speaker or self.voice
        if sort == "enemy":
            return self._enemy(speaker or self.voice)
        if sort == "they":
            return self._they(candidate, speaker or self.voice)
        finder = {"unit": self._unit, "it": self._subject, "possessive": self._owner}.get(sort, self._armed)
        return finder(candidate)

    def _choose(self, candidate: Candidate) -> str:
        choices = candidate.choices
        if choices and self._own_army(candidate):
            return self.voice
        alike = self._alike(candidate) if candidate.sort == "generic" else ""
        if alike:
            return alike
        if len(choices) <= 1:
            fallback = candidate.name if candidate.sort == "numbered" else ""
            return choices[0] if choices else candidate.actor or fallback
        heads = (choice for choice in choices if self.roster.side(choice) == choice)  # "rebels": all of them
        unspoken = next(heads, choices[0]) if candidate.sort == "generic" else choices[0]
        return next((actor for _, actor, _ in reversed(self.said) if actor in choices), unspoken)

    def _own_army(self, candidate: Candidate) -> bool:
        """Whether a bare word for a state's forces stands in the statement of another state: they are its own."""
        word, usual = candidate.name, candidate.choices[0]
        if not self.voice or candidate.sort != "generic" or word not in read_patterns()["state_forces"]:
            return False
        other = self.roster.side(usual) != self.roster.side(self.voice)
        return other and self._kind(usual) == self._kind(self.voice) == "state"

    def _alike(self, candidate: Candidate) -> str:
        """Give the armed party that was just called by the bare word: "the gang" after "the Gran Grif gang".

        A word that calls no party by its name ("the terrorists") is the armed party just named, unless the article has
        spoken of whom the lists have for it.
        """
        if any(self._kind(choice) == "state" for choice in candidate.choices):
            return ""  # "the army" is the state's after "the Free Army", too
        spoken = any(self.counts[choice] for choice in candidate.choices)
        nameless = not spoken and candidate.name in read_patterns()["nameless"]
        for actor, phrase in self._recent(candidate.start, _REACH["force"]):
            if self._kind(actor) == "armed" and (nameless or phrase.endswith(f" {candidate.name}")):
                return actor
        return ""

    def _recent(self, start: int, reach: int) -> Iterator[tuple[str, str]]:
        for at, actor, phrase in reversed(self.said):
            if start - at > reach:
                return
            yield actor, phrase

    def _kind(self, actor: str) -> str:
        known = self.roster.get(actor)
        return known.kind if known else "armed"

    def _owner(self, candidate: Candidate) -> str:
        """Give the party whose sentence it is, else the last that fights: "X took A from Y. Its men also took B"."""
        subject = self._subject(candidate)
        if subject:
            return subject
        recent = self._recent(candidate.start, _REACH[candidate.sort])
        return next((actor for actor, _ in recent if self._kind(actor) in _FIGHTING), "")

    def _armed(self, candidate: Candidate) -> str:
        """Give the last party that is no state, first one that was called by the same word."""
        recent = self._recent(candidate.start, _REACH[candidate.sort])
        armed = [item for item in recent if self._kind(item[0]) == "armed"]
        alike = next((actor for actor, phrase in armed if candidate.name in phrase), "")
        return alike or (armed[0][0] if armed else "")

    def _they(self, candidate: Candidate, voice: str) -> str:
        """Give the subject before; who speaks as "we" means the enemy by "they", unless he has just said "our men"."""
        subject = self._subject(candidate)
        if not voice or not subject or self.roster.side(subject) != self.roster.side(voice):
            return subject
        begin = self.starts[self.sentence_of(candidate.start)]
        ours = any(at >= begin and phrase.startswith(("our ", "my ")) for at, _, phrase in self.said[-_LATEST:])
        return subject if ours else self._enemy(voice)

    def _subject(self, candidate: Candidate) -> str:
        """Give the last doer before a pronoun: in its sentence, or the main one of the sentence before.

        The sentence before counts when the pronoun stands near the head, or after names that only prepositions lead to.
        """
        at = self.sentence_of(candidate.start)
        inside = self._named(self.starts[at], candidate.start)
        if not inside and candidate.start - self.starts[at] > _HEAD:
            return ""
        doers = [actor for start, actor in inside if start in self.doers]
        free = [actor for start, actor in inside if start not in self.governed]
        free += [actor for start, actor in inside if start in self.hands]  # "a town held by the rebels since they ..."
        subject = doers[-1] if doers else free[0] if free else self._main(at - 1) or (inside[0][1] if inside else "")
        return subject if subject and self._kind(subject) in _KINDS[candidate.sort] else ""

    def _main(self, sentence: int) -> str:
        """Give the subject of a sentence: its last doer, one of no subordinate clause first, else who stands free."""
        if sentence < 0:
            return ""
        inside = self._named(self.starts[sentence], self.starts[sentence + 1])
        main = [actor for start, actor in inside if start in self.doers - self.governed]
        doers = [actor for start, actor in inside if start in self.doers]
        free = [actor for start, actor in inside if start not in self.governed]
        return next(iter((*main[-1:], *doers[:1], *free[:1], *(actor for _, actor in inside[:1]))), "")

    def _named(self, begin: int, end: int) -> list[tuple[int, str]]:
        return [(start, actor) for start, actor, _ in self.said[-_LATEST:] if begin <= start < end]

    def sentence_of(self, position: int) -> int:
        """Give the number of the sentence a position lies in."""
        return bisect_right(self.starts, position) - 1

    def _unit(self, candidate: Candidate) -> str:
        """Give the last party that is called what the word says ("the brigade")."""
        for actor, phrase in self._recent(candidate.start, _REACH["unit"]):
            known = self.roster.get(actor)
            names = (phrase, known.id.lower(), known.name.lower()) if known else (phrase,)
            if any(name.rstrip("s").endswith(candidate.name) for name in names):
                return actor
        return ""

    def _enemy(self, speaker: str) -> str:
        """Give the party most spoken of that is not on the speaker's side."""
        if not speaker:
            return ""
        side = self.roster.side(speaker)
        return next(
            (
                actor
                for actor, _ in self.counts.most_common()
                if self._kind(actor) in _FIGHTING and self.roster.side(actor) != side
            ),
            "",
        )
