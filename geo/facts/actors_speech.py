"""Whose voice it is: the party that is quoted, or that a communique or interview lets speak."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from geo.facts.actors_fold import fold
from geo.facts.actors_tables import read_patterns
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.facts.actors_candidate import Candidate
    from geo.facts.roster import Roster
    from geo.records import Article, Sentence

_QUOTED = re.compile(r"[\"“„«][^\"“”„»\n]{2,900}[\"”»]?")
_STOP = re.compile(r"[.!?\n]")
_PARTISAN = frozenset({"speaker", "enemy"})
_STATED = frozenset({"name", "alias", "leader", "pattern"})
_SERVES = re.compile(r"\bI (?:am|was|serve|served|fight|fought)(?: a)? (?:with|in|for|of) (?:the )?$")
_QUESTIONS = 3
_BESIDE = 90
_HEAD = 260  # characters that a letterhead may have
_start = attrgetter("start")


_FAR = 1500  # characters: no sentence names its speaker further from the quotation


def quotations(article: Article) -> tuple[tuple[int, int], ...]:
    """Give the stretches in quotation marks, in order."""
    return tuple(found.span() for found in _QUOTED.finditer(article.text))


def quoted_at(position: int, quotes: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Give the quotation a position lies in."""
    at = bisect_right(quotes, (position, position)) - 1
    return quotes[at] if at >= 0 and quotes[at][0] <= position < quotes[at][1] else None


def speaker_of(text: str, quote: tuple[int, int], candidates: Sequence[Candidate]) -> str:
    """Give the party whose man is quoted: named after the quotation in its sentence, else right before it.

    `candidates` are in text order and do not overlap.
    """
    begin, first, last, end = (
        bisect_left(candidates, position, key=_start)
        for position in (quote[0] - _FAR, quote[0], quote[1], quote[1] + _FAR)
    )
    before = _first_named(candidates[at] for at in range(first - 1, begin - 1, -1) if candidates[at].end <= quote[0])
    after = _first_named(candidates[at] for at in range(last, end))
    if after is not None and _says(text[quote[1] : after.end + _BESIDE], after.end - quote[1]):
        return after.actor
    return before.actor if before is not None and _leads(text[before.end : quote[0]]) else ""


def _first_named(candidates: Iterable[Candidate]) -> Candidate | None:
    return next((item for item in candidates if item.actor and item.how in _STATED), None)


def _says(stretch: str, end: int) -> bool:
    """Whether what follows a quotation makes the name that ends at `end` its speaker: "... , X said", "said X"."""
    sentence = _STOP.split(stretch, maxsplit=1)[0]
    return len(sentence) >= end and _quoting().search(sentence) is not None


def _leads(stretch: str) -> bool:
    """Whether what stands between a name and a quotation makes it the speaker's: "X said: ..."."""
    return (
        len(stretch) <= _BESIDE
        and "\n" not in stretch
        and bool(_quoting().search(stretch) or stretch.rstrip().endswith(":"))
    )


def voice_of(
    article: Article,
    sentences: Sequence[Sentence],
    candidates: Sequence[Candidate],
    quotes: Sequence[tuple[int, int]],
    roster: Roster,
) -> str:
    """Tell whose communique or interview an article is; empty for a report.

    It is one when it says "our forces" or "the enemy" outside of quotation marks, or when it asks questions and a man
    under arms answers as "we". The voice is that of the party in the letterhead, or in an interview's title; else of
    the first party named that the article does not call by a hostile word; where nobody is called the enemy, no foreign
    state's.
    """
    own = {item.sort for item in candidates if item.sort in _PARTISAN and quoted_at(item.start, quotes) is None}
    asked = [sentence.start for sentence in sentences if sentence.text.endswith("?") and not sentence.heading]
    named = [item for item in candidates if item.actor and item.how in _STATED and _fights(roster, item.actor)]
    if own:
        return _letterhead(sentences, named, roster) or _first_own(candidates, named, roster, enemy="enemy" in own)
    if len(asked) < _QUESTIONS or all(item.sort != "we" for item in candidates):
        return ""
    lead = [item for item in named if item.end <= asked[0]]
    before = " ".join([article.title, *(sentence.text for sentence in sentences if sentence.start < asked[0])])
    if _under_arms().search(before):
        return _titled(article, named) or next((item.actor for item in lead), "")
    return next((item.actor for item in named if _SERVES.search(article.text, max(0, item.start - 30), item.start)), "")


def _first_own(candidates: Sequence[Candidate], named: Sequence[Candidate], roster: Roster, *, enemy: bool) -> str:
    """Give the first party that a partisan text does not call by a hostile word."""
    hostile = frozenset(read_patterns()["hostile"])
    foes = {roster.side(choice) for item in candidates if item.name in hostile for choice in item.choices[:1]}
    foreign = frozenset() if enemy else _foreign(roster)
    fitting = (item.actor for item in named if roster.side(item.actor) not in foes)
    return next((actor for actor in fitting if actor not in foreign), "")


def _letterhead(sentences: Sequence[Sentence], named: Sequence[Candidate], roster: Roster) -> str:
    """Give the party in the lines that head a statement: one named there, else the state whose command it is."""
    end = 0
    for sentence in sentences:
        if sentence.text.endswith((".", "!", "?", ":")) or sentence.end > _HEAD:
            break
        end = sentence.end
    own = next((item.actor for item in named if item.end <= end), "")
    lines = fold(" ".join(sentence.text for sentence in sentences if sentence.end <= end))
    if own or not _command().search(lines):
        return own
    found = [(at, code) for name, code in roster.lands.items() if (at := f" {lines} ".find(f" {name} ")) >= 0]
    return roster.state(min(found)[1], None) if found else ""


def _titled(article: Article, named: Sequence[Candidate]) -> str:
    """Give the party that an interview's title names first."""
    found = [(at, item) for item in named if (at := article.title.find(article.text[item.start : item.end])) >= 0]
    return min(found, key=lambda entry: entry[0])[1].actor if found else ""


@cache
def _quoting() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(read_patterns()['quoting'])}\b")


@cache
def _command() -> re.Pattern[str]:
    words = any_of(read_patterns()["letterheads"])
    return re.compile(rf"\b(?:{words})\b")


@cache
def _under_arms() -> re.Pattern[str]:
    words = any_of(read_patterns()["under_arms"])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _foreign(roster: Roster) -> frozenset[str]:
    """Give the states that are not the one the article is most about."""
    return frozenset(party.id for party in roster.parties if party.state and party.state not in roster.countries[:1])


def _fights(roster: Roster, actor: str) -> bool:
    known = roster.get(actor)
    return known is None or known.kind in {"armed", "state"}
