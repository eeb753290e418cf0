"""What one article tells, as the readers of control, axes and bases take it: text, mentions, parties, frames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.roster import Roster
    from geo.records import ActorMention, Article, DateMention, Frame, Mention, Sentence


@dataclass(frozen=True, slots=True)
class Told:
    """All that the stages before understood of one article, each in text order.

    Facts that no frame carries ("the army-held suburb of X") are looked for in `sentences`; `roster` tells which
    parties hold ground and move forces (without one, all but civilians).
    """

    article: Article
    frames: Sequence[Frame]
    roster: Roster | None = None
    sentences: Sequence[Sentence] = ()
    mentions: Sequence[Mention] = ()
    actor_mentions: Sequence[ActorMention] = ()
    dates: Sequence[DateMention] = ()
