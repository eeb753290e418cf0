"""What one article tells, as the readers of control, axes and bases take it: text, mentions, parties, frames."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.facts.inside import inside
from geo.facts.items import Cut, itemise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.items import Item
    from geo.facts.roster import Roster
    from geo.records import ActorMention, Article, DateMention, Frame, Mention, Sentence


@dataclass(frozen=True, slots=True)
class Told:
    """All that the stages before understood of one article, each in text order.

    Facts that no frame carries ("the army-held suburb of X") are looked for in `sentences`; `roster` tells which
    parties hold ground and move forces (without one, all but civilians).
    `cut` remembers the sentences already cut into items.
    """

    article: Article
    frames: Sequence[Frame]
    roster: Roster | None = None
    sentences: Sequence[Sentence] = ()
    mentions: Sequence[Mention] = ()
    actor_mentions: Sequence[ActorMention] = ()
    dates: Sequence[DateMention] = ()
    cut: Cut = field(default_factory=dict, compare=False, repr=False)

    def items(self, sentence: Sentence, *, dated: bool = False) -> list[Item]:
        """Give the items of a sentence, with dates as items or as words; several readers share them: change none."""
        dates = inside(sentence, self.dates) if dated else ()
        key = sentence.start, bool(dates)
        found = self.cut.get(key)
        if found is None:
            mentions, actors = inside(sentence, self.mentions), inside(sentence, self.actor_mentions)
            found = self.cut[key] = itemise(sentence, mentions, actors, dates)
        return found
