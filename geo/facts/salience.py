"""Which place an article speaks of when a sentence names none: every place named so far, weighed by clues.

The clues say where, how often and how prominently a place was named and whether something was told to happen there.
Their weights stand in ``geo/data/facts/salience.csv``; they are learnt by ``python -m geo.facts.train_salience`` from
our own annotated reports (a conditional logit over the places named before).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.facts.weights import read_weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geo.facts.items import Item
    from geo.records import Mention, Sentence

WEIGHTS = "salience.csv"
_LONG_AGO, _FAR = 5, 10
_MOVES = frozenset({"to", "from", "towards", "via"})


@dataclass(slots=True)
class Named:
    """A place as the article named it last: in which sentence, how it stood there, how often it was named."""

    mention: Mention
    opening: bool
    times: int = 0
    told: int = 0
    turn: int = 0
    paragraph: int = 0
    heading: bool = False
    opens: bool = False
    closes: bool = False
    before: str = ""


@dataclass
class Salience:
    """The places of one article up to a sentence, in the order of their first naming.

    `answers` are the likeliest places of paragraphs, kept until something more is told.
    """

    places: dict[str, Named] = field(default_factory=dict)
    turn: int = 0
    last_told: str = ""
    last_told_paragraph: int = -1
    answers: dict[int, tuple[Mention | None, float]] = field(default_factory=dict, repr=False)

    def note(self, items: Sequence[Item], sentence: Sentence, number: int) -> None:
        """Remember the places of the `number`-th sentence of the article."""
        here = [(index, item.place) for index, item in enumerate(items) if item.place is not None and not item.anaphor]
        if not here:
            return
        self.answers.clear()
        self.turn += 1
        first, last = here[0][1], here[-1][1]
        for index, mention in here:
            one = self.places.setdefault(_key(mention), Named(mention, number <= 1))
            one.mention, one.turn, one.times = mention, self.turn, one.times + 1
            one.paragraph, one.heading = sentence.paragraph, sentence.heading
            one.opens, one.closes = _key(mention) == _key(first), _key(mention) == _key(last)
            one.before = items[index - 1].low if index else ""

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
        ago, told_last = self.turn - one.turn, self.last_told == key
        return [
            (f"ago={min(ago, 3)}", 1.0),
            ("long_ago", ago >= _LONG_AGO),
            ("distance", min(ago, _FAR) / _FAR),
            ("opens", one.opens),
            ("closes", one.closes),
            ("same_paragraph", one.paragraph == paragraph),
            ("heading", one.heading),
            (f"class={place.feature_class if place else ''}", 1.0),
            ("country", place is not None and place.feature_code.startswith("PCL")),
            ("capital", place is not None and place.feature_code == "PPLC"),
            ("times", math.log(one.times)),
            ("told", math.log1p(one.told)),
            ("told_last", told_last),
            ("told_here", told_last and self.last_told_paragraph == paragraph),
            ("first_of_all", key == next(iter(self.places))),
            ("opening", one.opening),
            ("moved", one.before in _MOVES),
            ("stands_in", one.before in {"in", "at"}),
            ("beside", one.before in {"of", "near"}),
        ]


def _key(mention: Mention) -> str:
    return mention.location.place.id if mention.location else mention.phrase
