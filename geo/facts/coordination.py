"""Parties named side by side: "the army and its allies took X" is the army's doing, and no ally is its enemy."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.families import MUTUAL
from geo.facts.inside import inside
from geo.facts.war import CIVILIANS
from geo.facts.words import grammar, read_table
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.records import ActorMention, Frame

# Past forms that describe a partner; others behind a comma go on with the clause: "who left X, launched a revolt".
_ALLIED = frozenset({"allied", "armed", "backed", "supported", "helped", "aided", "assisted", "united"})
_OWNS = re.compile(r"(?:['’]s?)?\s(?:[\w-]+\s)?")


def with_leads(frames: Sequence[Frame], actor_mentions: Sequence[ActorMention]) -> Iterator[Frame]:
    """Give the frames, each done by the party named first of those that do it together; its partners are no enemies."""
    for frame in frames:
        mentions = inside(frame.sentence, actor_mentions)
        if not frame.agent or frame.sense in MUTUAL or _is_helpers(frame, mentions):
            yield frame
            continue
        party = partners(frame, mentions)
        if len(party) < 2:  # noqa: PLR2004 - alone
            yield frame
            continue
        patient = "" if frame.patient in party else frame.patient
        yield replace(frame, agent=party[0], patient=patient)


def partners(frame: Frame, mentions: Sequence[ActorMention]) -> list[str]:
    """Give the parties that a sentence names side by side with the agent of a frame, in the order of the text.

    Parameters
    ----------
    frame
        A frame with an agent.
    mentions
        The parties of its sentence, in text order.
    """
    text, offset = frame.sentence.text, frame.sentence.start
    groups: list[list[ActorMention]] = []
    for mention in mentions:
        if mention.actor == CIVILIANS:  # "killed 70 people, including its own troops" is no common deed
            continue
        before = text[groups[-1][-1].end - offset : mention.start - offset] if groups else ""
        if groups and _joined(before):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    named = [group for group in groups if frame.agent in {mention.actor for mention in group}]
    nearest = min(named, key=lambda group: abs(group[-1].end - frame.trigger.start), default=[])
    return list(dict.fromkeys(mention.actor for mention in nearest))


def _is_helpers(frame: Frame, mentions: Sequence[ActorMention]) -> bool:
    """Whether the doer's name stands right before its deed, and only helps another: "the army, backed by X's jets"."""
    text, offset = frame.sentence.text, frame.sentence.start
    return any(
        mention.actor == frame.agent
        and _OWNS.fullmatch(text, mention.end - offset, frame.trigger.start - offset)
        and _helped().search(text[: mention.start - offset])
        for mention in mentions
    )


def _joined(between: str) -> bool:
    """Tell whether the words between two parties only join them; a verb among them makes it another clause."""
    found = _joins().match(between)
    if found is None:
        return False
    rest = found["rest"].lower().split()
    resumed = between.lstrip().startswith(",") and bool(rest) and rest[0].endswith("ed") and rest[0] not in _ALLIED
    return not resumed and not set(rest) & grammar().verbs


@cache
def _joins() -> re.Pattern[str]:
    """Compile what joins two parties into one doer, with a few words of description ("and the Islamists of")."""
    words = any_of(read_table("parties.toml")["allies"]["joining"])
    return re.compile(rf"^[\s)]*(?:,|,? ?{words})(?P<rest>(?: [\w'’-]+){{0,4}}) ?[(]?$")


@cache
def _helped() -> re.Pattern[str]:
    """Compile "supported by US" before the helper's own deed: "airstrikes"."""
    words = any_of(read_table("parties.toml")["allies"]["helping"])
    return re.compile(rf"\b{words} by(?: [\w'’-]+){{0,3}} $")
