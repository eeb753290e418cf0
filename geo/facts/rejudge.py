"""Judges a toponym's role again once the parties are known: a name in a party's or a leader's name is no place."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.records import ActorMention, Mention

# "forces from Misrata", "fighters in Derna": the place itself, though a party is named by it.
_PLACED = re.compile(r"\b(?:from|in|of|at|around|near)\s+(?:the\s+)?$", re.IGNORECASE)


def judge_by_actors(mentions: Sequence[Mention], actor_mentions: Sequence[ActorMention]) -> tuple[Mention, ...]:
    """Turn literal mentions inside a party's name ("Misrata militia", "al-Sarraj") into names.

    Parameters
    ----------
    mentions, actor_mentions
        Of one article; both in text order, parties without overlap.
    """
    judged = []
    starts = [item.start for item in actor_mentions]
    for mention in mentions:
        at = bisect_right(starts, mention.start) - 1
        holder = actor_mentions[at] if at >= 0 and mention.end <= actor_mentions[at].end else None
        if mention.role == "literal" and holder and _is_part(mention, holder):
            judged.append(replace(mention, role="in_name", why=f"part of {holder.phrase}"))
        else:
            judged.append(mention)
    return tuple(judged)


def _is_part(mention: Mention, holder: ActorMention) -> bool:
    if (mention.start, mention.end) == (holder.start, holder.end):
        return holder.how == "leader"
    return not _PLACED.search(holder.phrase[: mention.start - holder.start])
