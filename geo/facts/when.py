"""When a frame was: the date of its clause, its sentence or the story so far; never one the text does not give."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from geo.facts.chronology import fresh_words, rank_words, vague_words, weekdays
from geo.facts.own_date import BEYOND, clauses_to, closest
from geo.facts.words import grammar
from geo.records import AHEAD, UNKNOWN, Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.arguments import Arguments
    from geo.facts.chronology import Chronology
    from geo.facts.clauses import Clause, Parse
    from geo.facts.items import Item
    from geo.facts.triggers import Hit
    from geo.facts.verbs import Group
    from geo.records import DateMention, EventStatus, Sentence

_WITHOUT_STORY = AHEAD | {"denied"}
_TERMS = frozenset({"before", "until", "after"})
_PAST = frozenset({"was", "were", "went", "had"})
_COUNTED = 8  # items: "the third {attack} reported in the area {this week}"
_HAD_WITHIN = 4  # words before "to": "had also helped to free", not "the town he had lost long ago, to free it"
_WEEK = dt.timedelta(days=7)
_NEWS = dt.timedelta(days=60)


def when_of(
    parsed: Parse, found: Arguments, status: EventStatus, chronology: Chronology, sentence: Sentence
) -> Interval:
    """Date one trigger.

    The nearest date that can belong to the trigger's clause wins, then, for what is told as past, the date that the
    paragraph's story has reached, the time stamp above, the day of the news. What is planned or denied has only dates
    of its own clause, and no term ("before May").
    """
    hit, group = found.hit, found.group
    bare = status in _WITHOUT_STORY
    limit = 0 if bare else BEYOND - 1
    dated = [
        (cost, item.date.kind == "until", abs(index - hit.start), item.date.when)
        for index, item in enumerate(parsed.items)
        if item.date is not None and item.date.when.start is not None and not (bare and _is_term(item.date))
        if not _counts(parsed.items, index)
        for cost in (clauses_to(parsed, hit, index, group),)
        if cost <= limit
    ]
    if dated:
        nearest = min(dated, key=lambda entry: entry[:3])
        when = closest(nearest[3], [entry[3] for entry in dated if entry[0] == nearest[0]])
        return _to_come(when, parsed, chronology) if status in AHEAD else when
    return UNKNOWN if bare else _from_story(parsed, hit, group, status, chronology, sentence)


def _counts(items: Sequence[Item], index: int) -> bool:
    """Whether a span only says among which a deed is counted: "in its latest advance this year"."""
    words = items[index].low.split()
    if words[0] != "this" or words[-1] in weekdays():
        return False
    before = [item.low for item in items[max(0, index - _COUNTED) : index]]
    at = next((n for n in range(len(before) - 1, -1, -1) if before[n] in rank_words()), -1)
    return at >= 0 and "," not in before[at:]


def _to_come(when: Interval, parsed: Parse, chronology: Chronology) -> Interval:
    """Read the weekday of a plan as the next one: "flies to the capital on Saturday"."""
    start, today = when.start, chronology.published.start
    if start is None or today is None or not dt.timedelta() < today - start < _WEEK:
        return when
    if not any(item.date is not None and item.date.when == when and item.low in weekdays() for item in parsed.items):
        return when
    return Interval(start + _WEEK, start + _WEEK, "day")


def _is_term(date: DateMention) -> bool:
    """Whether a date of what is to come says nothing of when: a deadline, a season."""
    return date.kind in _TERMS or date.when.precision in {"season", "year"}


def _from_story(  # noqa: PLR0917 - what a trigger is, and where it stands
    parsed: Parse, hit: Hit, group: Group | None, status: EventStatus, chronology: Chronology, sentence: Sentence
) -> Interval:
    """Date a trigger that has no date of its own by the story so far."""
    if _out_of_story(parsed, hit, group):
        return UNKNOWN
    if group is not None and group.present:
        return _in_present(group, status, chronology, sentence)
    if group is not None and group.form == "gerund":
        return chronology.told_here(sentence)
    if group is None and _is_perfect(parsed, hit):
        return chronology.newly(sentence)
    told = chronology.reached(sentence)
    if group is None and status == "ongoing" and _is_present(parsed, hit):
        unsaid = True
    elif told is chronology.news:
        unsaid = _is_of_no_day(parsed, hit)
    else:
        unsaid = status == "ongoing" and (group is None or not group.progressive)
    return chronology.stamped(sentence) if unsaid else told


def _in_present(group: Group, status: EventStatus, chronology: Chronology, sentence: Sentence) -> Interval:
    """Date what is told in the present: what lasts by the time stamp only, what "has happened" by the news."""
    if group.progressive or status == "ongoing":
        return chronology.stamped(sentence)
    return chronology.newly(sentence) if group.perfect else chronology.in_entry(sentence)


def _out_of_story(parsed: Parse, hit: Hit, group: Group | None) -> bool:
    """Whether a trigger goes back behind the story: "had taken", "had helped to take", "once", "recently"."""
    clause = parsed.clause(hit.start)
    lows = [item.low for item in parsed.items[clause.start : clause.end]]
    if any(low in vague_words() for low in lows):
        return True
    if group is not None and lows[:1] == ["despite"] and parsed.items[group.start].low in {"being", "having"}:
        return True
    if group is None or not any(low in fresh_words() for low in lows):
        if group is None:
            return _had_been(parsed, clause) and not any(low in fresh_words() for low in lows)
        if group.form == "infinitive":
            return "had" in group.governors[1:_HAD_WITHIN] or any(word in grammar().orders for word in group.governors)
        return group.form == "finite" and group.perfect and not group.present and not group.modal
    return False


def _is_present(parsed: Parse, hit: Hit) -> bool:
    """Whether the verb of a noun's clause is in the present: "clashes continue", not "fighting continued"."""
    clause = parsed.clause(hit.start)
    return not any(parsed.items[verb].low.endswith("ed") or parsed.items[verb].low in _PAST for verb in clause.verbs)


def _is_of_no_day(parsed: Parse, hit: Hit) -> bool:
    """Whether the news day says nothing of a trigger: its sentence tells another date, or a siege is spoken of."""
    if hit.trigger.pos != "verb" and hit.trigger.sense == "besiege":
        return True
    return any(
        item.date is not None and item.date.when.start is not None and parsed.clause(index).kind != "relative"
        for index, item in enumerate(parsed.items)
    )


def _had_been(parsed: Parse, clause: Clause) -> bool:
    """Whether a clause is in the past perfect: "rockets had hit", not "the town had a garrison"."""
    return len(clause.verbs) > 1 and parsed.items[clause.verbs[0]].low == "had"


def _is_perfect(parsed: Parse, hit: Hit) -> bool:
    """Whether the verb of a noun's clause is in the present perfect: "executions have been filmed"."""
    verbs = parsed.clause(hit.start).verbs
    return bool(verbs) and parsed.items[verbs[0]].low in {"has", "have"} and len(verbs) > 1


def is_long_ago(when: Interval, published: Interval) -> bool:
    """Whether what happened then was two calendar years or more before: where the news is, it need not have been."""
    last = when.end or when.start
    return last is not None and published.start is not None and last.year < published.start.year - 1


def is_history(when: Interval, published: Interval) -> bool:
    """Whether what happened then is history to the article, not its news."""
    last = when.end or when.start
    return last is not None and published.start is not None and last < published.start - _NEWS
