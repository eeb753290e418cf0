"""The parties of an article: every stretch that stands for one, resolved to a listed actor or to a new one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.facts.actors_anchors import make_context
from geo.facts.actors_bodies import find_bodies
from geo.facts.actors_discourse import Memory
from geo.facts.actors_names import find_names
from geo.facts.actors_patterns import find_candidates
from geo.facts.actors_speech import quotations, quoted_at, speaker_of, voice_of
from geo.facts.actors_states import by_hand, does, governed, speaking_states
from geo.facts.actors_unlisted import find_unlisted
from geo.facts.roster import load_roster
from geo.facts.spellings import NAMING
from geo.records import Actor, ActorMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.facts.actors_candidate import Candidate
    from geo.facts.actors_names import Hit
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
    roster = _narrowed(roster, mentions)
    hits = _outside_toponyms(find_names(article.text, sentences, roster, day), mentions)
    hits = _with(hits, find_unlisted(article.text, sentences, hits, mentions))
    candidates = find_candidates(make_context(article.text, hits, mentions, roster, day), sentences, hits)
    candidates += speaking_states(article.text, hits, mentions, roster, day)
    candidates += _unlisted(find_bodies(article.text), hits)
    chosen = _joined(article.text, _without_owned(article.text, _without_overlap(_inside(candidates, sentences))))
    found = tuple(_resolved(article, sentences, chosen, roster))
    actors = [
        roster.get(actor) or Actor(id=actor, name=actor, side=actor, listed=False)
        for actor in sorted({mention.actor for mention in found})
    ]
    return found, tuple(actors)


def _narrowed(roster: Roster, mentions: Sequence[Mention]) -> Roster:
    """Give a roster of all lists as that of the countries the article's places lie in."""
    if roster.countries:
        return roster
    spoken = Counter(mention.location.place.country for mention in mentions if mention.location)
    countries = tuple(country for country, _ in spoken.most_common() if country)
    return load_roster(roster.theatre, countries) if countries else roster


def _with(hits: Sequence[Hit], unlisted: Sequence[Hit]) -> tuple[Hit, ...]:
    """Add names that only the text knows; they win over shorter ones inside them."""
    spans = [(hit.start, hit.end) for hit in unlisted]
    starts = [start for start, _ in spans]
    kept = []
    for hit in hits:
        at = bisect_right(starts, hit.start) - 1
        if (at < 0 or spans[at][1] <= hit.start) and (at + 1 >= len(spans) or spans[at + 1][0] >= hit.end):
            kept.append(hit)
    return tuple(sorted((*kept, *unlisted), key=lambda hit: hit.start))


def _unlisted(bodies: Iterable[Candidate], hits: Sequence[Hit]) -> Iterator[Candidate]:
    """Leave out bodies most of whose name is that of a listed party."""
    listed = [(hit.start, hit.end) for hit in hits if hit.entry.how in NAMING]
    ends = [end for _, end in listed]
    for body in bodies:
        near = listed[bisect_right(ends, body.start) : bisect_left(listed, (body.end, 0))]
        shared = sum(min(end, body.end) - max(start, body.start) for start, end in near)
        if 2 * shared < body.end - body.start:
            yield body


def _outside_toponyms(hits: Sequence[Hit], mentions: Sequence[Mention]) -> tuple[Hit, ...]:
    """Leave out names that are part of a longer place name ("Sea of Azov")."""
    spans = [mention.span for mention in mentions if mention.role == "literal"]
    starts = [hit.start for hit in hits]
    longer = {
        (hit.start, hit.end)
        for span in spans
        for hit in hits[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if hit.end <= span.end and span.end - span.start > hit.end - hit.start
    }
    return tuple(hit for hit in hits if (hit.start, hit.end) not in longer)


def _resolved(
    article: Article, sentences: Sequence[Sentence], chosen: Sequence[Candidate], roster: Roster
) -> Iterator[ActorMention]:
    quotes = quotations(article)
    memory = Memory(
        roster, [sentence.start for sentence in sentences], voice=voice_of(article, sentences, chosen, quotes, roster)
    )
    for candidate in chosen:
        actor = candidate.actor
        if candidate.sort or candidate.choices:
            quote = quoted_at(candidate.start, quotes) if candidate.sort in {"speaker", "we", "enemy"} else None
            actor = memory.resolve(candidate, speaker_of(article.text, quote, chosen) if quote else "")
        if actor:
            phrase = article.text[candidate.start : candidate.end]
            memory.note(
                candidate.start,
                actor,
                phrase,
                doer=does(article.text, candidate.start, candidate.end),
                governed=governed(article.text, candidate.start),
                by_hand=by_hand(article.text, candidate.start),
            )
            yield ActorMention(candidate.start, candidate.end, phrase, actor, candidate.how)


def _inside(candidates: Iterable[Candidate], sentences: Sequence[Sentence]) -> Iterator[Candidate]:
    starts = [sentence.start for sentence in sentences]
    for candidate in candidates:
        at = bisect_right(starts, candidate.start) - 1
        if at >= 0 and candidate.end <= sentences[at].end:
            yield candidate


def _without_overlap(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Choose the longest of the candidates that overlap; of equal ones, the one that names its party."""
    ranked = sorted(candidates, key=lambda item: (item.start - item.end, bool(item.sort), bool(item.name), item.start))
    taken: list[Candidate] = []
    occupied: set[int] = set()
    for candidate in ranked:
        stretch = range(candidate.start, candidate.end)
        if occupied.isdisjoint(stretch):
            occupied.update(stretch)
            taken.append(candidate)
    return sorted(taken, key=lambda item: item.start)


def _without_owned(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave out bare words that a name after "of" owns: "a military convoy of the Reds" is theirs, not the army's."""
    owned = {
        one.start
        for one, other in pairwise(candidates)
        if one.how == "pattern"
        and other.actor
        and other.how in {"name", "alias"}
        and text[one.end : other.start] in {" of ", " of the "}
    }
    return [candidate for candidate in candidates if candidate.start not in owned]


def _joined(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Make one of two that stand side by side and name one party: "LNA spokesman" and "Ahmed al-Mismari"."""
    joined: list[Candidate] = []
    for candidate in candidates:
        last = joined[-1] if joined else None
        if last and last.actor and last.actor == candidate.actor and text[last.end : candidate.start].isspace():
            joined[-1] = replace(last, end=candidate.end)
        else:
            joined.append(candidate)
    return joined
