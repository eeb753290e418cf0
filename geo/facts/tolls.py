"""How many died: tolls given to the act of violence that the text tells them of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.families import GAINS, REMOTE
from geo.facts.inside import inside
from geo.facts.parties import CIVILIANS
from geo.facts.triggers import trigger_table
from geo.language import find_fatalities
from geo.language.fatalities import WOUNDED
from geo.language.tollforms import phrases
from geo.records import HAPPENED
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.language import Toll
    from geo.records import Frame, Mention, Sentence

_HARMFUL = frozenset({"loot"})  # which may cost lives as well, where nothing else is told that did
# Where another story begins within a sentence that tells a toll.
_BREAK = re.compile(r"[;:]|,? but |,? and (?:that|the|in|at|near)\b|\bsince\b|\bwhere\b|\bbefore\b", re.IGNORECASE)
# What kills by itself, what may, and all that lives are lost in.
_KILLING = REMOTE | {"kill", "attack"}
_LETHAL = _KILLING | {"clash", "offensive"}
_VIOLENT = _LETHAL | GAINS | {"repel", "besiege", "abduct", "disrupt", "protest", "riot"}
_SINCE = re.compile(r"\bsince\b[^,;]*$", re.IGNORECASE)
_REACH = 1  # paragraphs: agencies give the toll in a paragraph of its own


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The words of ``casualties.toml`` that tell which act a toll is of; its comments explain them."""

    hints: re.Pattern[str]
    totals: re.Pattern[str]
    totals_behind: re.Pattern[str]
    medical: re.Pattern[str]
    funerals: re.Pattern[str]
    acts: re.Pattern[str]
    long_before: re.Pattern[str]
    long_behind: re.Pattern[str]
    several: re.Pattern[str]
    earlier: re.Pattern[str]
    series: re.Pattern[str]
    another: re.Pattern[str]


# The lists of ``casualties.toml`` that tell of deaths: a sentence without a word of theirs, or a hint, has no toll.
_TELL = ("killing", "killed", "died", "gone", "burying", "nouns", "tolls", "deaths", "losing", "lives", "took", "none")


@cache
def _patterns() -> _Patterns:
    words = phrases()
    begun = [word.removesuffix("*") for word in words["hints"] if word.endswith("*")]
    whole = [word for name in ("hints", *_TELL) for word in words[name] if not word.endswith("*")]
    return _Patterns(
        hints=re.compile(rf"\b(?:{any_of(begun)}|{any_of(whole)}\b)", re.IGNORECASE),
        totals=re.compile(rf"\b{any_of(words['totals'])}\b[^.;]{{0,40}}$"),
        totals_behind=re.compile(rf"\b(?:{any_of(words['totals_behind'])}|since (?:19|20)\d\d)\b", re.IGNORECASE),
        medical=re.compile(rf"\b{any_of(words['medical'])}\b[^;]*$", re.IGNORECASE),
        funerals=re.compile(rf"\b{any_of(words['funerals'])}\b", re.IGNORECASE),
        acts=re.compile(
            r"\b(?:in|by|during|of) (?:the|these|those|both|all) (?:[a-z-]+ )?" + any_of(words["acts"]) + r"\b"
        ),
        **_longer(words),
    )


def _longer(words: dict[str, list[str]]) -> dict[str, re.Pattern[str]]:
    """Compile what tells that a toll is of more than one act, or of another one than is told."""
    wars, spans, places, act = (any_of(words[name]) for name in ("wars", "spans", "several_places", "one_act"))
    many = any_of(words["several"])
    found = {
        "long_before": rf"\b{spans} of {wars}\b[^.;]*$",
        "long_behind": rf"\b(?:over|in|during) (?:the |these )?(?:past|last|recent) (?:[\w-]+ )?{spans}\b"
        rf"|\bduring (?:this|that) (?:period|time)\b|\bin (?:a|the|this|their) (?:[\w-]+ ){{0,2}}{wars}\b",
        "several": rf"\b{many} {places}\b",
        "earlier": rf"\b(?:after|following|response to|retaliation for|revenge for)\b[^.;]*\b{act}s?\b"
        r"[^.;]*\b(?:that|which)\b",
        "another": rf"\ban? (?:[\w.'’-]+ ){{1,2}}{act} (?:that|which) [^.;,]*$",
        "series": rf"\b(?:string|series|wave|spate) of [\w\s-]{{0,20}}{act}s\b",
    }
    return {name: re.compile(form, re.IGNORECASE) for name, form in found.items()}


def count_tolls(
    frames: Sequence[Frame], sentences: Sequence[Sentence], mentions: Sequence[Mention] = ()
) -> tuple[Frame, ...]:
    """Give each frame the deaths that its sentence, or the next ones of its paragraph, tell of it.

    A toll goes to the nearest violent trigger of its sentence, killings first; tolls of one trigger add up; where one
    trigger has several places the first has the toll, but that nobody was hurt holds for all. A sentence with a toll
    and no violence of its own speaks of the last violence before it, if no toll of that was told yet and the sentence
    names no other place: in its paragraph, and for what kills by itself in the paragraph before.
    """
    out = list(frames)
    by_sentence: dict[int, list[int]] = {}
    harmful: dict[int, list[int]] = {}
    for index, frame in enumerate(out):
        if frame.sense in _VIOLENT and frame.status in HAPPENED:
            by_sentence.setdefault(frame.sentence.start, []).append(index)
        elif frame.sense in _HARMFUL and frame.status in HAPPENED:
            harmful.setdefault(frame.sentence.start, []).append(index)
    last: list[int] = []
    for sentence in sentences:
        if last and sentence.paragraph != out[last[0]].sentence.paragraph:
            near = sentence.paragraph - out[last[0]].sentence.paragraph <= _REACH
            last = [index for index in last if out[index].sense in _LETHAL] or _opening(out, last) if near else []
        here = by_sentence.get(sentence.start) or ([] if _untold(out, last) else harmful.get(sentence.start, []))
        if (here or (last and not sentence.heading)) and _patterns().hints.search(sentence.text):
            tolls = find_fatalities(sentence.text)
            about = here or _of_several(out, _spoken_of(out, last, tolls), sentence)
            if about and (here or not _elsewhere(out[about[0]], sentence, mentions, tolls)):
                _give(out, tolls, about, sentence)
        last = by_sentence.get(sentence.start) or last or here
    return tuple(out)


def is_of_long(text: str) -> bool:
    """Tell whether words behind a toll say that it is that of a war, or of months."""
    return bool(_patterns().long_behind.search(text))


def _opening(out: Sequence[Frame], last: Sequence[int]) -> list[int]:
    """Give the fighting that the paragraph of the last violence opened with, where its end tells of none."""
    paragraph = out[last[0]].sentence.paragraph
    told = [
        index
        for index, frame in enumerate(out)
        if frame.sentence.paragraph == paragraph
        and frame.sense in _LETHAL
        and frame.status in HAPPENED
        and not frame.background
    ]
    return [index for index in told if out[index].sentence.start == out[told[0]].sentence.start]


def _elsewhere(frame: Frame, sentence: Sentence, mentions: Sequence[Mention], tolls: Sequence[Toll]) -> bool:
    """Whether a sentence names a place, and none that a frame is at."""
    text, offset = sentence.text, sentence.start
    # Where they are brought to or buried is not where they fell.
    if tolls and (_patterns().medical.search(text[: tolls[0].start]) or _patterns().funerals.search(text)):
        return False
    known = {place.location.place.id for place in frame.places}
    told = [one for one in inside(sentence, mentions) if one.role == "literal" and one.location]
    if tolls and told and tolls[0].count:
        end = tolls[-1].end
        told = [one for one in told if one.start - offset < end or not _BREAK.search(text[end : one.start - offset])]
    named = [one.location.place.id for one in told if one.location]
    return bool(named) and known.isdisjoint(named)


def _spoken_of(out: Sequence[Frame], last: Sequence[int], tolls: Sequence[Toll]) -> list[int]:
    """Give what a sentence without violence of its own tells tolls of: all the blasts before it, if nobody was hurt."""
    if tolls and not any(toll.count for toll in tolls):
        counted = {_place(out[index]) for index in last if out[index].fatalities is not None}
        blasts = all(toll.victims == WOUNDED for toll in tolls)
        open_ones = [index for index in last if _place(out[index]) not in counted]
        return [index for index in open_ones if _explodes(out[index])] if blasts else open_ones
    return _begun(out, _untold(out, last))


def _of_several(out: Sequence[Frame], about: list[int], sentence: Sentence) -> list[int]:
    """Give the first of the acts of a paragraph for "six died in the raids", which counts for all of them."""
    if not about or not _patterns().acts.search(sentence.text):
        return about
    frame = out[about[0]]
    alike = [
        index
        for index, other in enumerate(out)
        if other.sentence.paragraph == frame.sentence.paragraph
        and other.sense == frame.sense
        and other.status in HAPPENED
        and index <= about[0]
    ]
    return alike[:1] if alike and not any(out[index].fatalities is not None for index in alike) else about


def _untold(out: Sequence[Frame], last: Sequence[int]) -> list[int]:
    """Give the first of the frames told before, those that kill before others, as long as none of them has a toll."""
    if any(out[index].fatalities is not None for index in last):
        return []
    return sorted(last, key=lambda index: (out[index].sense not in _LETHAL, index))[:1]


def _begun(out: Sequence[Frame], about: list[int]) -> list[int]:
    """Give the first frame of the paragraph at the place of the one told last: the toll is that of the whole action."""
    if not about:
        return about
    frame = out[about[0]]
    first = next(
        index
        for index, other in enumerate(out)
        if index == about[0]
        or (
            other.sentence.paragraph == frame.sentence.paragraph
            and other.sentence.start != frame.sentence.start
            and other.sense in _VIOLENT
            and other.status in HAPPENED
            and _place(other) == _place(frame)
        )
    )
    return about if out[first].fatalities is not None else [first]


def _give(out: list[Frame], tolls: Sequence[Toll], about: Sequence[int], sentence: Sentence) -> None:
    """Write the tolls of one sentence into the frames they belong to."""
    counts: dict[int, int] = {}
    for toll in tolls:
        target = min(about, key=lambda index: (_distance(out[index], toll, sentence), index))
        dated = out[target].when.start is not None
        if toll.count and (_counts_more(toll, sentence.text, dated=dated) or _of_other(out[target], toll, sentence)):
            continue
        told = (
            (target,) if toll.count else [index for index in about if toll.victims != WOUNDED or _explodes(out[index])]
        )
        for index in told:
            counts[index] = counts.get(index, 0) + toll.count
        if toll.count and _explodes(out[target]) and not out[target].patient and _are_civilians(toll.victims):
            out[target] = replace(out[target], patient=CIVILIANS)
    for index, count in counts.items():
        out[index] = replace(out[index], fatalities=count)


def _counts_more(toll: Toll, text: str, *, dated: bool) -> bool:
    """Whether a toll is that of a whole war, of months, or of several places: "700 over the past three months"."""
    words, before = _patterns(), text[: toll.start]
    if not dated and is_of_long(text):
        return True
    return any(pattern.search(before) for pattern in (words.totals, words.long_before)) or any(
        pattern.search(text, toll.end) for pattern in (words.totals_behind, words.long_behind, words.several)
    )


def _of_other(frame: Frame, toll: Toll, sentence: Sentence) -> bool:
    """Whether a toll is of what a frame came after: "bombed X after an attack that killed 20", "the first since Y"."""
    text, start, end = sentence.text, frame.trigger.start - sentence.start, frame.trigger.end - sentence.start
    if not 0 <= start < len(text):  # the frame is of a sentence before
        words = _patterns()
        return bool(words.series.search(text[: toll.start]) or words.another.search(text[: toll.start]))
    if end <= toll.start:
        return bool(_patterns().earlier.search(text[end : toll.start]))
    return "," in text[toll.end : start] and bool(_SINCE.search(text[: toll.start]))


def _place(frame: Frame) -> str:
    return frame.places[0].location.place.id


def _explodes(frame: Frame) -> bool:
    return frame.sense in REMOTE


def _are_civilians(victims: str) -> bool:
    """Whether the dead are called by words for civilians."""
    lists = trigger_table().lists
    words = victims.lower().split()
    return any(word in lists["people"] for word in words) and not any(word in lists["troops"] for word in words)


def _distance(frame: Frame, toll: Toll, sentence: Sentence) -> int:
    """Measure how far a toll stands from a trigger; what does not kill by itself counts as farther."""
    start, end = sentence.start + toll.start, sentence.start + toll.end
    away = max(frame.trigger.start - end, start - frame.trigger.end, 0)
    return away if frame.sense in _KILLING else 2 * away + 20
