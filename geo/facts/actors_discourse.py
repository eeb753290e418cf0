"""Who a bare word means: "the army", "the group", "his forces", "they", by what was said before and by the country."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.facts.actors_patterns import Candidate
    from geo.facts.roster import Roster

_NEAR = 1200  # characters that a "the group" or "his forces" reaches back


@dataclass
class Memory:
    """The parties of an article so far, the last one last, and whose voice it is."""

    roster: Roster
    speaker: str = ""
    said: list[tuple[int, str, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def note(self, start: int, actor: str, how: str) -> None:
        """Remember that a party was named."""
        self.said.append((start, actor, how))
        self.counts[actor] += 1

    def resolve(self, candidate: Candidate) -> str:
        """Give the party a candidate stands for; empty when nothing tells."""
        if candidate.sort in {"generic", "numbered"} or candidate.choices:
            return self._choose(candidate)
        finder = {
            "group": self._group,
            "unit": self._unit,
            "force": self._force,
            "possessive": self._owner,
            "they": self._plural,
            "speaker": self._speaker,
            "enemy": self._enemy,
        }[candidate.sort]
        return finder(candidate)

    def _choose(self, candidate: Candidate) -> str:
        choices = candidate.choices
        if len(choices) <= 1:
            return choices[0] if choices else candidate.name if candidate.sort == "numbered" else ""
        for _, actor, _ in reversed(self.said):
            if actor in choices:
                return actor
        return choices[0]

    def _recent(self, start: int, reach: int = _NEAR) -> list[tuple[int, str, str]]:
        return [item for item in reversed(self.said) if start - item[0] <= reach]

    def _kind(self, actor: str) -> str:
        known = self.roster.get(actor)
        return known.kind if known else "armed"

    def _group(self, candidate: Candidate) -> str:
        return next((actor for _, actor, _ in self._recent(candidate.start) if self._kind(actor) == "armed"), "")

    def _unit(self, candidate: Candidate) -> str:
        word = candidate.name
        recent = self._recent(candidate.start)
        for _, actor, _ in recent:
            known = self.roster.get(actor)
            names = (actor, *(known.aliases if known else ()), known.name if known else "")
            if any(name.lower().rstrip("s").endswith(word) for name in names):
                return actor
        return ""

    def _force(self, candidate: Candidate) -> str:
        del candidate
        return ""

    def _owner(self, candidate: Candidate) -> str:
        recent = self._recent(candidate.start, 400)
        for _, actor, _ in recent:
            if self._kind(actor) in {"armed", "state"}:
                return actor
        return ""

    def _plural(self, candidate: Candidate) -> str:
        recent = self._recent(candidate.start, 300)
        return recent[0][1] if recent and self._kind(recent[0][1]) in {"armed", "state"} else ""

    def _speaker(self, candidate: Candidate) -> str:
        del candidate
        return self.speaker

    def _enemy(self, candidate: Candidate) -> str:
        del candidate
        side = self.roster.side(self.speaker) if self.speaker else ""
        for actor, _ in self.counts.most_common():
            if self._kind(actor) in {"armed", "state"} and (not side or self.roster.side(actor) != side):
                return actor
        return ""
