"""From frames to observations of control: who gained, held, lost, sat in or was besieged in which place, when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, cast

from geo.facts.families import TAKES
from geo.facts.inside import inside
from geo.facts.words import grammar, read_table
from geo.records import HAPPENED, UNKNOWN
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.records import ControlBasis, DateMention, Frame, Interval, Location

Effect = Literal["gains", "holds", "loses", "present", "besieged", "contested"]

# How far, in characters, a word that tells how long a place was held may stand from the taking.
_BEFORE = 20
_AFTER = 120
# A place so many clauses off, with a party that is guessed, is no news of who holds it.
_FAR = 2
# Behind this another action begins: "took X, and it held Y for some hours".
_CLAUSE_END = re.compile(r"[;,] ")
_HAD = re.compile(r"\bhad (?:\w+ ){0,4}$")
# How many words behind a taking its object is told.
_OBJECT = 5


@dataclass(frozen=True, slots=True)
class ControlRule:
    """One row of ``control.toml``: what a frame of these senses says about a holder."""

    id: str
    senses: tuple[str, ...]
    places: tuple[str, ...]
    who: Literal["agent", "patient"]
    effect: Effect
    basis: ControlBasis
    weight: float
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Observation:
    """What one frame says about one holder of one place."""

    holder: str
    location: Location
    effect: Effect
    when: Interval
    claimed: bool
    basis: ControlBasis
    confidence: float
    rule: str
    frame: Frame


@cache
def control_rules() -> tuple[ControlRule, ...]:
    """Load the rules of ``geo/data/facts/control.toml``."""
    return tuple(
        ControlRule(
            id=row["id"],
            senses=tuple(row["senses"]),
            places=tuple(row["places"]),
            who=row["who"],
            effect=cast("Effect", row["effect"]),
            basis=row["basis"],
            weight=float(row["weight"]),
            statuses=tuple(row.get("statuses", HAPPENED)),
        )
        for row in read_table("control.toml")["rule"]
    )


def observe(frames: Iterable[Frame], dates: Sequence[DateMention] = ()) -> Iterator[Observation]:
    """Read observations of control from frames, in the frames' order.

    A frame that is denied speaks for the one who denies: a capture denied leaves its patient (or the one who denies
    it) the claimed holder. What "had" been taken without a date of its own (`dates` of the article) has no day.
    """
    for frame in frames:
        if frame.status == "denied":
            yield from _denial(frame)
            continue
        if any(doubts(frame) for doubts in _DOUBTS):
            continue
        undated = _is_earlier(frame) and not inside(frame.sentence, dates)
        for rule in control_rules():
            holder = frame.agent if rule.who == "agent" else frame.patient
            if frame.sense not in rule.senses or frame.status not in rule.statuses or not holder:
                continue
            if rule.effect == "holds" and ("negated", "yes") in frame.details:
                continue
            for location in _places(frame, rule.places):
                code = location.place.feature_code
                if rule.effect == "gains" and code in limits()["talked_of"] and _only_at(frame):
                    continue
                large = code in limits()["too_large_to_take"]
                if large and rule.effect in {"gains", "besieged"}:
                    continue
                yield Observation(
                    holder=holder,
                    location=location,
                    effect=rule.effect,
                    when=UNKNOWN if undated else _since(frame, rule, dates),
                    claimed=frame.status == "claimed",
                    basis=rule.basis,
                    confidence=round(frame.confidence * rule.weight, 3),
                    rule=f"{rule.id}:{frame.rule}",
                    frame=frame,
                )


def _since(frame: Frame, rule: ControlRule, dates: Sequence[DateMention]) -> Interval:
    """Give the day of a frame; that of what lasts and has none is the one it is told to last since."""
    if frame.when.start is not None or rule.effect not in {"holds", "besieged"}:
        return frame.when
    return next((date.when for date in inside(frame.sentence, dates) if date.kind == "since"), UNKNOWN)


@cache
def limits() -> dict[str, tuple[str, ...]]:
    """Load the limits of ``control.toml``: who and what no span of control is made of."""
    return {name: tuple(words) for name, words in read_table("control.toml")["limits"].items()}


def _passes(frame: Frame) -> bool:
    """Tell whether a force goes into a place without staying."""
    if frame.sense not in TAKES:
        return False
    start = frame.trigger.start - frame.sentence.start
    before, trigger = frame.sentence.text[max(0, start - _BEFORE) : start].lower(), frame.sentence.text[start:].lower()
    clause = _CLAUSE_END.split(trigger, maxsplit=1)[0]
    return (
        trigger.startswith(limits()["passing"])
        or any(words in before + trigger[:_AFTER] for words in limits()["left"])
        or any(words in before + clause[:_AFTER] for words in limits()["briefly"])
    )


def _moves_itself(frame: Frame) -> bool:
    """Tell whether a verb of driving others out has no others: "the column drove out of X"."""
    if not frame.rule.startswith("capture.drive_out") or frame.rule.endswith(("passive", "participle")):
        return False
    words = frame.sentence.text[frame.trigger.start - frame.sentence.start :].lower().split(maxsplit=1)
    return len(words) > 1 and words[1].startswith(limits()["moves_itself"])


def _only_at(frame: Frame) -> bool:
    return not any(place.role in {"object", "to"} for place in frame.places)


def _takes_a_part(frame: Frame) -> bool:
    """Tell whether what is entered or taken is a house in the place: "stormed the market in X"."""
    if frame.sense not in {*TAKES, "besiege"} or frame.rule.startswith(limits()["whole"]):
        return False
    if any(place.location.place.feature_class == "S" for place in frame.places[:1]):
        return False
    after = frame.sentence.text[frame.trigger.end - frame.sentence.start :]
    share = None if frame.places[0].location.relation else _share().match(after)
    if share and (frame.places[0].location.place.feature_class == "A" or share[1].lower() not in limits()["bulk"]):
        return True
    return bool(_some().match(after)) or any(
        word.strip(",.;:") in limits()["parts"] for word in after.lower().split()[:_OBJECT]
    )


@cache
def _some() -> re.Pattern[str]:
    """Compile an object that is some of what a place has: "two checkpoints in X", "villages west of X"."""
    some, kinds, within = (any_of(limits()[name]) for name in ("some", "kinds", "within"))
    few, word, hold = rf"(?:{some}|\d+)\s+(?:of\s+)?", r"(?!and\b|of\b|with\b)[\w’'-]+\s+", any_of(limits()["holds"])
    counted = rf"(?:{few})?(?:{word}){{0,2}}?{kinds}\b,?\s+(?:just\s+)?{within}\b|{few}(?:{word}){{0,2}}?{kinds}\s*[.;]"
    counted = rf"(?:{counted}|(?:the|an?)\s+(?:{word}){{0,4}}?{hold}\s+{within}\b)"
    named_behind = r"[^.;]*(?::|\bincluding\b|\bnamely\b)"
    return re.compile(rf"\s*{counted}(?!{named_behind})", re.IGNORECASE)


@cache
def _share() -> re.Pattern[str]:
    """Compile an object that is a share of a place: "most of X", "about a third of the country"."""
    quarters = rf"(?:the\s+)?(?:[\w-]+\s+(?:and\s+[\w-]+\s+)?)?{any_of(limits()['quarters'])}"
    return re.compile(rf"\s*({any_of((*limits()['share'], *limits()['bulk']))}|{quarters})\s+of\b", re.IGNORECASE)


def _is_no_hold(frame: Frame) -> bool:
    """Tell whether a word of siege or holding tells nothing of who holds the place: one that is over, who is inside."""
    trigger = frame.sentence.text[frame.trigger.start - frame.sentence.start : frame.trigger.end - frame.sentence.start]
    if frame.sense == "hold":
        after = frame.sentence.text[frame.trigger.end - frame.sentence.start :]
        return trigger.lower() in limits()["no_hold"] or bool(_some().match(after)) or _of_building(frame)
    before = frame.sentence.text[: frame.trigger.start - frame.sentence.start].lower().split()[-1:]
    none = any(word in limits()["none_before"] for word in before)
    over = "/noun" in frame.rule and any(words in frame.sentence.text.lower() for words in limits()["siege_over"])
    return frame.sense == "besiege" and (none or over or trigger.lower().startswith(limits()["no_siege"]))


def _of_building(frame: Frame) -> bool:
    """Tell whether what is held is a house in the place: "the governor's office is under the control of A"."""
    if not frame.rule.startswith(limits()["worded"]) or frame.places[0].location.place.feature_class == "S":
        return False
    before = frame.sentence.text[: frame.trigger.start - frame.sentence.start].lower()
    subject = _CLAUSE_END.split(before)[-1].split()[:_OBJECT]
    return any(word in limits()["houses"] for word in subject)


def _is_earlier(frame: Frame) -> bool:
    """Tell whether a taking is told as earlier than the news, not as reported: "it had helped to free X"."""
    if frame.sense not in TAKES or ("construction", "infinitive") not in frame.details:
        return False
    before = frame.sentence.text[: frame.trigger.start - frame.sentence.start].lower()
    had = _HAD.search(before)
    return had is not None and not any(word in grammar().reporting for word in before[: had.start()].split())


def _is_auxiliary(frame: Frame) -> bool:
    """Tell whether the "has" that was read as holding only helps a verb: "the junta has lost X"."""
    if not frame.rule.startswith("capture.have"):
        return False
    after = frame.sentence.text[frame.trigger.end - frame.sentence.start :].lower().split()
    word = next((word for word in after if word not in grammar().adverbs), "")
    return word in grammar().verbs or word.endswith("ed") or word == "been"


def _is_guessed(frame: Frame) -> bool:
    """Tell whether party and place of a taking are both guessed, or whether it is only supposed ("Should X fall")."""
    if frame.sense not in TAKES:
        return False
    if frame.sentence.text.lower().startswith(limits()["supposed"]):
        return True
    details = dict(frame.details)
    if "agent" not in details.get("inferred", ""):
        return False
    far = int(details.get("near", "0")) >= _FAR
    after = frame.sentence.text[frame.trigger.end - frame.sentence.start :].split(maxsplit=1)[:1]
    rid = not set(limits()["rid"]).isdisjoint(after)
    return far or rid or details.get("doubt") == "unmet" or frame.rule.startswith(limits()["weak"])


_DOUBTS = (_passes, _moves_itself, _takes_a_part, _is_no_hold, _is_auxiliary, _is_guessed)


def _denial(frame: Frame) -> Iterator[Observation]:
    holder = frame.patient or frame.claimant
    if frame.sense not in TAKES or not holder or holder == frame.agent:
        return
    for location in _places(frame, ("object",)):
        yield Observation(
            holder=holder,
            location=location,
            effect="holds",
            when=frame.when,
            claimed=True,
            basis="stated",
            confidence=frame.confidence,
            rule=f"control.denied:{frame.rule}",
            frame=frame,
        )


def _places(frame: Frame, roles: tuple[str, ...]) -> list[Location]:
    for role in roles:
        found = [place.location for place in frame.places if place.role == role]
        if found:
            return found
    return []
