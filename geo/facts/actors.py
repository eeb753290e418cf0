"""The parties of an article: every stretch that stands for one, resolved to a listed actor or to a new one."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from geo.facts.actors_discourse import Memory
from geo.facts.actors_names import find_names
from geo.facts.actors_patterns import find_candidates
from geo.facts.actors_states import speaking_states
from geo.records import Actor, ActorMention

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from geo.facts.actors_names import Hit
    from geo.facts.actors_patterns import Candidate
    from geo.facts.roster import Roster
    from geo.records import Article, Mention, Sentence


def find_actors(
    article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention], roster: Roster
) -> tuple[tuple[ActorMention, ...], tuple[Actor, ...]]:
    """Find the parties of an article.

    Parameters
    ----------
    article, sentences
        The article and its sentences; names outside of sentences are not looked at.
    mentions
        Its toponyms: towns that stand in a party's name or speak for a government.
    roster
        From `load_roster`.

    Returns
    -------
    mentions, actors
        Stretches of the article in order, without overlap; and every actor they name, sorted by id. Actors that
        nobody lists have ``listed=False``.
    """
    day = article.published.end or article.published.start
    known = _explained(article.text, sentences, roster, day)
    hits = find_names(article.text, sentences, roster, day, known)
    candidates = find_candidates(article.text, hits, mentions, roster, day)
    candidates += speaking_states(article.text, hits, mentions, roster, day)
    chosen = _without_overlap(_inside(candidates, sentences))
    memory = Memory(roster, speaker=_voice(article, hits))
    found: list[ActorMention] = []
    derived: dict[str, Actor] = {}
    for candidate in chosen:
        actor = memory.resolve(candidate) if candidate.sort or candidate.choices else candidate.actor
        if not actor:
            continue
        if roster.get(actor) is None:
            derived[actor] = Actor(id=actor, name=candidate.name or actor, side=actor, listed=False)
        memory.note(candidate.start, actor, candidate.how)
        found.append(
            ActorMention(
                candidate.start, candidate.end, article.text[candidate.start : candidate.end], actor, candidate.how
            )
        )
    used = {mention.actor for mention in found}
    actors = [roster.get(actor) or derived[actor] for actor in sorted(used)]
    return tuple(found), tuple(actors)


_BRACKETED = re.compile(r"\s?\(\s?[\"“']?(?:known as |or |also known as |the )?([A-Z][A-Za-z-]{1,11})[\"”']?\s?\)")


def _explained(text: str, sentences: Sequence[Sentence], roster: Roster, day: dt.date | None) -> dict[str, str]:
    """Read the abbreviations an article explains: "Special Deterrence Force (SDF)"."""
    explained = {}
    for hit in find_names(text, sentences, roster, day, {}):
        if hit.entry.how in {"name", "alias"} and (found := _BRACKETED.match(text, hit.end)):
            explained.setdefault(found[1], hit.entry.actor)
    return explained


def _inside(candidates: Iterable[Candidate], sentences: Sequence[Sentence]) -> list[Candidate]:
    starts = [sentence.start for sentence in sentences]
    kept = []
    for candidate in candidates:
        at = bisect_right(starts, candidate.start) - 1
        if at >= 0 and candidate.end <= sentences[at].end:
            kept.append(candidate)
    return kept


def _without_overlap(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Choose the longest of the candidates that overlap; of equal ones, the one that names its party."""
    ranked = sorted(candidates, key=lambda item: (item.start - item.end, bool(item.sort), item.start))
    taken: list[Candidate] = []
    occupied: set[int] = set()
    for candidate in ranked:
        stretch = range(candidate.start, candidate.end)
        if occupied.isdisjoint(stretch):
            occupied.update(stretch)
            taken.append(candidate)
    return sorted(taken, key=lambda item: item.start)


def _voice(article: Article, hits: Sequence[Hit]) -> str:
    """Tell whose voice an interview or communique is: the first party named in its head."""
    del article
    return next((hit.entry.actor for hit in hits if hit.entry.how in {"name", "alias", "leader"}), "")
