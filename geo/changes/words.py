"""A fact, and what of it changed, in plain words."""

from __future__ import annotations

import calendar
import json
from typing import TYPE_CHECKING, Any

from geo.changes.builds import articles_of, ground_of
from geo.changes.compare import Change
from geo.tables import read_toml

if TYPE_CHECKING:
    from geo.changes.builds import Properties, Told

_HOLD = frozenset({"holder", "status", "claimant", "valid_from", "valid_to"})
_DATES = frozenset({"date_start", "date_end", "valid_from", "valid_to"})


def sentence(change: Change, old: Told) -> str:
    """Tell a change: what, where, since when, and what it was before."""
    if change.layer == "control":
        return _control(change, old)
    text = describe(change.layer, change.fact)
    told = "; ".join(_fields(change)) if change.kind == "changed" else ""
    return f"{text}: {told}" if told else text


def describe(layer: str, fact: Properties) -> str:
    """Tell a fact: what, where, when."""
    place = str(fact.get("place_name") or fact.get("objective_name") or "")
    if layer == "control":
        return f"{_where(fact)}: {_hold(fact)}"
    if layer == "events":
        text = str(fact.get("headline") or f"{fact.get('subtype')} at {place}")
    elif layer == "axes":
        origin = fact.get("origin_name") or fact.get("origin_relation")
        start = f" from {origin}" if origin else ""
        text = f"{fact.get('actor') or 'Somebody'} moves{start} to {place} ({fact.get('status')})"
    else:
        name, actor = fact.get("name") or fact.get("kind"), fact.get("actor")
        text = f"{name}{f' of {actor}' if actor else ''}, {place} ({fact.get('status')})"
    day = _day(fact, "date_start") or _day(fact, "valid_from")
    return f"{text}, {day}" if day else text


def date_words(day: str) -> str:
    """Write an ISO date, possibly partial, in words: 26 June 2019, June 2019, 2019."""
    parts = day.split("-")
    try:
        month = calendar.month_name[int(parts[1])] if len(parts) > 1 else ""
        return " ".join(part for part in (str(int(parts[2])) if len(parts) > 2 else "", month, parts[0]) if part)  # noqa: PLR2004
    except (ValueError, IndexError):
        return day


def _day(fact: Properties, name: str) -> str:
    """Give a day of a fact in words, as precisely as it is known."""
    day, precision = str(fact.get(name) or ""), fact.get("date_precision")
    if name in {"date_start", "valid_from"}:
        day = {"year": day[:4], "month": day[:7], "season": day[:7]}.get(str(precision), day)
    return f"the week of {date_words(day)}" if day and precision == "week" and name == "date_start" else date_words(day)


def _control(change: Change, old: Told) -> str:
    fact = change.fact
    if change.kind == "dropped":
        return describe("control", fact)
    was = old.holders.get(ground_of(fact), set())
    holder = str(fact.get("holder"))
    if not fact.get("valid_to") and was and holder not in was:
        return f"{_where(fact)}: now {_hold(fact)} (was {', '.join(sorted(was))})"
    if change.kind == "added":
        return f"{_where(fact)}: {'' if fact.get('valid_to') else 'now '}{_hold(fact)}"
    now, before = _hold(fact), _hold(change.before)
    told = [f"{_where(fact)}: {now}" + ("" if now == before else f" (was {before})")]
    rest = Change(
        change.kind, change.layer, change.before, fact, tuple(name for name in change.fields if name not in _HOLD)
    )
    return "; ".join([*told, *_fields(rest)]) if rest.fields or now == before else told[0]


def _where(fact: Properties) -> str:
    return f"{fact.get('relation') or ''} {fact.get('place_name')}".strip()


def _hold(fact: Properties) -> str:
    words = read_toml("changes/words.toml")["holds"]
    text: str = words.get(str(fact.get("status")), words["held"]).format(holder=fact.get("holder"))
    if fact.get("holder") == "contested":
        text = "contested"
    if fact.get("claimant"):
        text += f", as {fact['claimant']} says"
    since, until = (_day(fact, name) for name in ("valid_from", "valid_to"))
    return " ".join([text, *([f"since {since}"] if since else []), *([f"until {until}"] if until else [])])


def _fields(change: Change) -> list[str]:
    """Tell field by field what changed."""
    labels = read_toml("changes/words.toml")["fields"]
    told = []
    for name in change.fields:
        if name == "sources":
            told += _sources(change)
        elif name in labels:
            after, before = _value(name, change.after), _value(name, change.before)
            told.append(f"{labels[name]} now {after} (was {before})")
    return told


def _sources(change: Change) -> list[str]:
    before, after = articles_of(change.before), articles_of(change.after)
    told = [f"now also told by {', '.join(sorted(after - before))}"] if after - before else []
    return told + ([f"no longer told by {', '.join(sorted(before - after))}"] if before - after else [])


def _value(name: str, fact: Properties) -> str:
    value: Any = fact.get(name)
    if name in _DATES:
        return _day(fact, name) or ("open" if name == "valid_to" else "unknown")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "via":
        value = ", ".join(json.loads(value) if isinstance(value, str) else value or ())
    return str(value) if value not in {None, ""} else "not told"
