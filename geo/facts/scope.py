"""How widely a sentence speaks: what holds for several provinces or another country did not happen at one place."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.words import grammar, read_table
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.items import Item
    from geo.records import Mention, Sentence

WIDE = "told of another country or of more than one place"
_BEFORE = 4  # words between "in" and the country's name: "in the east of"


def is_wider(sentence: Sentence, items: Sequence[Item], place: Mention | None) -> bool:
    """Whether a sentence speaks of more than a place of the context, or of another country.

    Parameters
    ----------
    sentence, items
        The sentence, and its items.
    place
        Where its event would be, which it does not name.
    """
    return place is not None and (_wide().search(sentence.text) is not None or _is_abroad(items, place))


def _is_abroad(items: Sequence[Item], place: Mention) -> bool:
    """Whether "in X" names another country than the one that a place lies in."""
    if place.location is None:
        return False
    countries = {
        located.place.country
        for index, item in enumerate(items)
        if item.place is not None
        and (located := item.place.location) is not None
        and located.place.feature_code.startswith("PCL")
        and not grammar().at.isdisjoint(other.low for other in items[max(0, index - _BEFORE) : index])
    }
    return bool(countries) and place.location.place.country not in countries


@cache
def _wide() -> re.Pattern[str]:
    table = read_table("scope.toml")
    units, numbers, between = (any_of(table["several"][name]) for name in ("units", "numbers", "between"))
    return re.compile(
        rf"\b(?:{any_of(table['wide']['phrases'])})\b"
        rf"|\b(?:in|across|over)\s+(?:at\s+least\s+)?(?:{numbers}|\d+)\s+(?:{between}\s+)?(?:{units})\b",
        re.IGNORECASE,
    )
