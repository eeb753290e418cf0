"""Datelines: the place and day before an article's first sentence, "TRIPOLI, June 27 (Agency) - "."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.articles.dates import find_written

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 110
_LONGEST_BARE = 60
_WORDS_AFTER_DATE = 4  # "(Agency)", "14:55 UTC"
_WORDS_OF_PLACE = 5
# A dash, a full stop after a figure or a time zone, or the end of a bracket.
_END = re.compile(
    r"\s[-–—]+\s|(?<=[A-Z]{4})-\s|\s?[–—]{1,2}\s?|(?<=\d)\.\s|(?<=UTC|GMT|EST|EET|CET)\.\s|\)\s*(?:[-–—]{1,2}|:)\s*"
)
_CAPITALS = re.compile(r"[^\W\d_a-z]{3,}\b(?![’'])")  # how agencies set the place of a dateline without a day
_PLACES = re.compile(r"[^\W\d_a-z][^\W\d_a-z'’.-]+(?:[ /,'’-]+[^\W\d_]+){0,5}$")
_BRACKETED = re.compile(r"\(([^\W\d_a-z][^()\d]{2,30})\)\s+(?=[\"“A-Z])")
# "KABUL: The", "AMMAN The", "Harbourtown - The": a place alone, as the first words of a page.
_ALONE = re.compile(
    r"[^\W\d_a-z]{4,}(?:[ -][^\W\d_a-z]{3,})*(?:,\s[^\W\d_]+)?(?::\s+|\s+(?=(?:The|A|An)\s))(?=[\"“A-Z])"
    r"|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\s[-–—]{1,2}\s(?=[\"“A-Z])"
)
_NOTE = re.compile(r"\([^)]*\)")
_SMALL_WORDS = {"al", "el", "of", "and"}
_DASHES = {"-", "–", "—", "––", "——", "--"}
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}")


def dateline_end(text: str, *, placeless: bool = True) -> int:
    """Give where the dateline at the start of a paragraph ends, or 0 when it has none.

    Parameters
    ----------
    text
        The paragraph.
    placeless
        Whether a full date alone may be one ("13 September 2016, 14:55 UTC. "): in a timeline it is an entry's date.
    """
    for match in _END.finditer(text[: _LONGEST + 3]):
        head = text[: match.start() + 1].rstrip(" -–—:.")
        if len(head) > _LONGEST:
            break
        if head and _is_dateline(head, placeless=placeless, dashed=match[0].strip() in _DASHES):
            return _with_date(text, match.end())
    bracketed = _BRACKETED.match(text)
    return bracketed.end() if bracketed else 0


def lone_place_end(first: str, others: Iterable[str]) -> int:
    """Give where a place that stands alone before the first sentence ends, or 0 ("KABUL: The", "AMMAN The").

    Where another paragraph opens in that way, too, they tell where what follows is.
    """
    found = _ALONE.match(first)
    return 0 if found is None or any(_ALONE.match(other) for other in others) else found.end()


def _with_date(text: str, end: int) -> int:
    """Tell the end of a dateline whose full date follows its dash: "TRIPOLI (Agency) - Sunday, 21 April 2019."."""
    for date in find_written(text[end : end + _LONGEST_BARE]):
        behind = text[end + date.end :]
        if date.start == 0 and date.year is not None and behind[:1] in {".", ":", "-", "–", "—"}:
            return end + date.end + len(behind) - len(behind[1:].lstrip())
    return end


def _is_dateline(head: str, *, placeless: bool, dashed: bool) -> bool:
    dates = find_written(head)
    if not dates:
        bare = _NOTE.sub("", head).strip(" ,")
        return len(bare) <= _LONGEST_BARE and bool(_CAPITALS.match(bare) and _PLACES.match(bare))
    place = _NOTE.sub("", head[: dates[0].start].strip(" ,|(/-–—")).strip(" ,")
    after = head[dates[-1].end :].strip(" ,|)/-–—")
    if len(after.split()) > _WORDS_AFTER_DATE:
        return False
    if not place:
        written = head[dates[0].start : dates[0].end]
        return placeless and dates[0].year is not None and (dashed or bool(_TIME.search(after)) or written[0].isalpha())
    return bool(_PLACES.match(place)) or _looks_like_place(place)


def _looks_like_place(text: str) -> bool:
    """Tell "Port Sudan, Sudan" by its capital letters."""
    words = re.findall(r"[^\W\d_]+", text)
    return 0 < len(words) <= _WORDS_OF_PLACE and all(word[0].isupper() or word in _SMALL_WORDS for word in words)
