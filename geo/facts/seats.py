"""Where a government sits: the place of aid, agreements and words that the text gives no place of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.facts.parties import Sides
    from geo.records import Mention

# Senses told of governments: they stand at the seat of the first party that has one, the receiver's before the giver's.
AT_SEAT = frozenset({"aid", "agreement"})


def seat_of(parties: Iterable[str], roster: Sides | None, mentions: Sequence[Sequence[Mention]]) -> Mention | None:
    """Find the article's mention of the town where the first of some governments sits; ``None`` when it names none."""
    if roster is None:
        return None
    for party in parties:
        known = roster.get(party)
        if known is None or known.kind != "state" or not known.home:
            continue
        for mention in (one for sentence in mentions for one in sentence):
            located = mention.location
            if located is not None and located.place.name == known.home and not located.relation:
                return mention
    return None
