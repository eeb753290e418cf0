"""Who a bare word means: "the army", "the group", "his forces", "they", by what was said before and by the country."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.facts.actors_candidate import Candidate
    from geo.facts.roster import Roster

# How far back, in characters, a word reaches for the party it means.
_REACH = {"group": 1500, "unit": 1500, "force": 600, "possessive": 400, "they": 300}
_FIGHTING = frozenset({"armed", "state"})


@dataclass
class Memory:
    """The parties of an article so far, the last one last; `voice` is whose statement or interview it is."""

    roster: Roster
    voice: str = ""
    said: list[tuple[int, str, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def note(self, start: int, actor: str, how: str) -> None:
        """Remember that a party was named."""
        self.said.append((start, actor, how))
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
        if sort == "unit":
            return self._unit(candidate)
        recent = self._recent(candidate.start, _REACH[sort])
        if sort in {"group", "force"}:
            return next((actor for actor, _ in recent if self._kind(actor) == "armed"), "")
        if sort == "they":
            first = next(recent, None)
            return first[0] if first and self._kind(first[0]) in _FIGHTING else ""
        return next((actor for actor, _ in recent if self._kind(actor) in _FIGHTING), "")

    def _choose(self, candidate: Candidate) -> str:
        choices = candidate.choices
        if len(choices) <= 1:
            fallback = candidate.name if candidate.sort == "numbered" else ""
            return choices[0] if choices else candidate.actor or fallback
        return next((actor for _, actor, _ in reversed(self.said) if actor in choices), choices[0])

    def _recent(self, start: int, reach: int) -> Iterator[tuple[str, str]]:
        for at, actor, how in reversed(self.said):
            if start - at > reach:
                return
            yield actor, how

    def _kind(self, actor: str) -> str:
        known = self.roster.get(actor)
        return known.kind if known else "armed"

    def _unit(self, candidate: Candidate) -> str:
        """Give the last party that is called what the word says ("the brigade")."""
        for actor, _ in self._recent(candidate.start, _REACH["unit"]):
            known = self.roster.get(actor)
            names = (known.id, known.name, *known.aliases) if known else (actor,)
            if any(name.lower().rstrip("s").endswith(candidate.name) for name in names):
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
