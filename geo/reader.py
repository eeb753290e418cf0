"""Reads one article whole: language, toponyms, actors, frames and the facts in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.articles.signature import sign
from geo.facts import (
    axes_from,
    bases_from,
    control_from,
    events_from,
    find_actors,
    find_frames,
    load_roster,
)
from geo.facts.rejudge import judge_by_actors
from geo.facts.second_reader import firm
from geo.facts.told import Told
from geo.language import find_dates, split_furniture, split_sentences
from geo.records import Reading
from geo.toponyms import countries_of, find_mentions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.items import Cut
    from geo.facts.roster import Roster
    from geo.gazetteer import Gazetteer
    from geo.gazetteer.online import OnlineGeocoder
    from geo.records import Actor, ActorMention, Article, DateMention, Frame, Mention, NotMapped, Sentence
    from geo.theatre import Theatre
    from geo.toponyms.rulings import Ruling


@dataclass(frozen=True)
class Understanding:
    """What was understood of an article on the way to its facts.

    `aside` are the toponyms of datelines, captions and links (`furniture`): places on the map, never facts; `cut` are
    the sentences in items.
    """

    article: Article
    roster: Roster
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    actor_mentions: tuple[ActorMention, ...]
    actors: tuple[Actor, ...]
    dates: tuple[DateMention, ...]
    frames: tuple[Frame, ...]
    not_understood: tuple[NotMapped, ...]
    furniture: tuple[Sentence, ...] = ()
    aside: tuple[Mention, ...] = ()
    cut: Cut = field(default_factory=dict)

    def told(self) -> Told:
        """Give what the readers of control, axes and bases take; weak frames move nothing on the ground."""
        return Told(
            self.article,
            firm(self.frames),
            self.roster,
            self.sentences,
            self.mentions,
            self.actor_mentions,
            self.dates,
            self.cut,
        )


@dataclass(frozen=True)
class Reader:
    """Reads one article at a time with one gazetteer and one theatre; each reading is a pure function of the three.

    `online` is asked for names that the gazetteer does not know; `rulings` are the analyst's word on what names mean.
    """

    gazetteer: Gazetteer
    theatre: Theatre
    online: OnlineGeocoder | None = None
    rulings: tuple[Ruling, ...] = ()

    def understand(self, article: Article) -> Understanding:
        """Find sentences, places, actors, dates and frames."""
        theatre = self.theatre
        sentences, furniture = split_sentences(article), split_furniture(article)
        lines = sorted((*sentences, *furniture), key=lambda sentence: sentence.start)
        toponyms = find_mentions(
            article,
            lines,
            self.gazetteer,
            countries=theatre.countries,
            bbox=theatre.bbox,
            online=self.online,
            rulings=self.rulings,
        )
        mentions, aside = _part(toponyms, furniture)
        countries = theatre.countries or countries_of(mentions)
        roster = load_roster([actor.to_record() for actor in theatre.actors], countries)
        actor_mentions, actors = find_actors(article, sentences, mentions, roster)
        mentions = judge_by_actors(mentions, actor_mentions)
        dates = find_dates(article, sentences)
        cut: Cut = {}
        frames, not_understood = find_frames(article, sentences, mentions, actor_mentions, dates, roster, cut=cut)
        return Understanding(
            article,
            roster,
            sentences,
            mentions,
            actor_mentions,
            actors,
            dates,
            frames,
            not_understood,
            furniture,
            aside,
            cut,
        )

    def read(self, article: Article) -> Reading:
        """Read all that one article says."""
        known = self.understand(article)
        told = known.told()
        control = control_from(told)
        axes = axes_from(told)
        bases = bases_from(told, control=control, axes=axes)
        return Reading(
            article=article,
            mentions=tuple(sorted((*known.mentions, *known.aside), key=lambda mention: mention.start)),
            actors=known.actors,
            events=events_from(known.frames, article),
            control=control,
            axes=axes,
            bases=bases,
            not_mapped=known.not_understood,
            sentences=tuple(sentence.span for sentence in known.sentences),
            signature=sign(article),
        )


def _part(
    mentions: Sequence[Mention], furniture: Sequence[Sentence]
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Part the mentions of the article's own sentences from those of its furniture."""
    own: list[Mention] = []
    aside: list[Mention] = []
    for mention in mentions:
        beside = any(line.start <= mention.start < line.end for line in furniture)
        (aside if beside else own).append(mention)
    return tuple(own), tuple(aside)
