"""How long something has gone on: "have been attacking X for eight months" began eight months before the article."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from geo.language import find_numbers
from geo.records import UNKNOWN, Interval

if TYPE_CHECKING:
    from geo.facts.verbs import Group
    from geo.records import Precision, Sentence

_FOR = re.compile(r"\bfor ((?:[\w-]+ ){1,4}?)(day|week|month|year)s\b", re.IGNORECASE)
_DAYS: dict[str, tuple[int, Precision]] = {
    "day": (1, "day"), "week": (7, "week"), "month": (30, "month"), "year": (365, "year"),
}  # fmt: skip
_CAMPAIGN = dt.timedelta(days=14)


def began(group: Group | None, after: int, sentence: Sentence, published: Interval) -> Interval:
    """Give when what a present perfect progressive tells began; `after` is the article offset behind its verb."""
    if group is None or not (group.perfect and group.progressive) or published.start is None:
        return UNKNOWN
    found = _FOR.search(sentence.text, after - sentence.start)
    numbers = find_numbers(found[1]) if found else ()
    if found is None or not numbers:
        return UNKNOWN
    days, precision = _DAYS[found[2].lower()]
    return Interval(published.start - dt.timedelta(days=days * numbers[0].value), published.start, precision)


def is_campaign(when: Interval) -> bool:
    """Whether attacks go on so long that they are an offensive."""
    return when.start is not None and when.end is not None and when.end - when.start >= _CAMPAIGN
