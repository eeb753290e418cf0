"""Which place an article speaks of when a sentence names none: every place named so far, weighed by clues.

The clues say where, how often and how prominently a place was named and whether something was told to happen there.
Their weights stand in ``geo/data/facts/salience.csv``; they are learnt by ``python -m geo.facts.train_salience`` from
our own annotated reports (a conditional logit over the places named before).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.facts.places import place_uses
from geo.facts.weights import read_weights
from geo.facts.words import grammar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geo.facts.items import Item
    from geo.records import Mention, Sentence

WEIGHTS = "salience.csv"
_FAR, _BRIEF, _OPENING = 10, 8, 2
_BESIDE = frozenset({"of", "near"})


@dataclass(slots=True)
class Named:
    """A place as the article named it last: in which sentence, how it stood there, how often it was named.

    `brief` is a short sentence with no other place ("X is another story."), `leads` the first place of a paragraph.
    """

    mention: Mention
    opening: bool
    times: int = 0
    told: int = 0
    turn: int = 0
    number: int = 0
    paragraph: int = 0
    heading: bool = False
    before: str = ""
    described: bool = False
    passed: bool = False
    brief: bool = False
    subject: bool = False
    leads: bool = False
    listed: bool = False


@dataclass
class Salience:
    """The places of one article up to a sentence, in the order of their first naming.

    `section` is the only place of the last heading, `led_paragraph` the last paragraph that named one, `answers` the
    likeliest place of a paragraph, kept until the next sentence.
    """

    places: dict[str, Named] = field(default_factory=dict)
    turn: int = 0
    number: int = -1
    section: str = ""
    led_paragraph: int = -1
    last_told: str = ""
    last_told_paragraph: int = -1
    answers: dict[int, tuple[Mention | None, float]] = field(default_factory=dict, repr=False)

    def note(self, items: Sequence[Item], sentence: Sentence, number: int) -> None:
        """Remember the places of the `number`-th sentence of the article."""
        here = [(index, item.place) for index, item in enumerate(items) if item.place is not None and not item.anaphor]
        self.answers.clear()
        self.number = number
        keys = {_key(mention) for _, mention in here}
        if sentence.heading:
            self.section = next(iter(keys)) if len(keys) == 1 else ""
        if not here:
            return
        self.turn += 1
        uses = {use.index: use for use in place_uses(items)}
        lengths = Counter(use.chain for use in uses.values())
        passing = grammar().ways | {"for"}
        fresh = not sentence.heading and self.led_paragraph != sentence.paragraph
        first = _key(here[0][1])
        for index, mention in here:
            key, use = _key(mention), uses[index]
            one = self.places.setdefault(key, Named(mention, number <= 1))
            one.mention, one.turn, one.number, one.times = mention, self.turn, number, one.times + 1
            one.paragraph, one.heading = sentence.paragraph, sentence.heading
            one.before = items[index - 1].low if index else ""
            one.described, one.passed = use.described, use.preposition in passing
            one.brief = len(keys) == 1 and len(items) <= _BRIEF
            one.subject = not use.preposition and index <= _OPENING
            one.leads, one.listed = fresh and key == first, lengths[use.chain] > 1
        if fresh:
            self.led_paragraph = sentence.paragraph

    def tell(self, mention: Mention, paragraph: int) -> None:
        """Remember that something was told to happen at a place."""
        self.answers.clear()
        self.last_told, self.last_told_paragraph = _key(mention), paragraph
        if self.last_told in self.places:
            self.places[self.last_told].told += 1

    def best(self, paragraph: int, fits: Callable[[Mention], bool] | None = None) -> tuple[Mention | None, float]:
        """Give the place that a sentence of a paragraph most likely speaks of, and how likely it is among all."""
        if fits is not None:
            return self._likeliest(paragraph, [key for key, one in self.places.items() if fits(one.mention)])
        if paragraph not in self.answers:
            self.answers[paragraph] = self._likeliest(paragraph, self.places)
        return self.answers[paragraph]

    def stands(self, mention: Mention) -> bool:
        """Whether a place, as it was named last, is where something is: no way, no mark of where another place lies."""
        one = self.places.get(_key(mention))
        return one is None or not (one.described or one.passed or one.before in _BESIDE)

    def _likeliest(self, paragraph: int, keys: Iterable[str]) -> tuple[Mention | None, float]:
        table = read_weights(WEIGHTS)
        scores = {
            key: math.exp(sum([table.get(name, 0.0) * value for name, value in self.clues(key, paragraph)]))
            for key in keys
        }
        if not scores:
            return None, 0.0
        key = max(scores, key=lambda one: scores[one])
        return self.places[key].mention, scores[key] / sum(scores.values())

    def clues(self, key: str, paragraph: int) -> list[tuple[str, float]]:
        """Give the clues, each with its strength, that a sentence of a paragraph speaks of a place."""
        one = self.places[key]
        place = one.mention.location.place if one.mention.location else None
        ago, told_last, just = self.turn - one.turn, self.last_told == key, self.number == one.number
        return [
            (f"ago={min(ago, 3)}", 1.0),
            ("distance", min(ago, _FAR) / _FAR),
            ("last_sentence", just),
            ("brief", one.brief),
            ("brief_last", one.brief and just),
            ("subject", one.subject),
            ("same_paragraph", one.paragraph == paragraph),
            ("leads", one.leads and one.paragraph == paragraph),
            ("heading", one.heading),
            ("section", self.section == key),
            (f"class={place.feature_class if place else ''}", 1.0),
            ("country", place is not None and place.feature_code.startswith("PCL")),
            ("capital", place is not None and place.feature_code == "PPLC"),
            ("times", math.log(one.times)),
            ("times_afresh", math.log(one.times) if self.led_paragraph != paragraph else 0.0),
            ("told", math.log1p(one.told)),
            ("told_last", told_last),
            ("told_here", told_last and self.last_told_paragraph == paragraph),
            ("first_of_all", key == next(iter(self.places))),
            ("opening", one.opening),
            ("passed", one.passed),
            ("listed", one.listed),
            ("described", one.described),
            ("beside", one.before in _BESIDE),
        ]


def _key(mention: Mention) -> str:
    return mention.location.place.id if mention.location else mention.phrase
