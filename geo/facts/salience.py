"""Which place an article speaks of when a sentence names none: every place named so far, weighed by clues.

The clues say where, how often and how prominently a place was named and whether something was told to happen there.
Their weights stand in ``geo/data/facts/salience.csv``; they are learnt by ``python -m geo.facts.train_salience`` from
our own annotated reports (a conditional logit over the places named before).
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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
    """The places of one article up to a sentence, in the order of their first naming."""

    places: dict[str, Named] = field(default_factory=dict)
    turn: int = 0
    last_told: str = ""
    last_told_paragraph: int = -1

    def note(self, items: Sequence[Item], sentence: Sentence, number: int) -> None:
        """Remember the places of the `number`-th sentence of the article."""
        here = [(index, item.place) for index, item in enumerate(items) if item.place is not None and not item.anaphor]
        if not here:
            return
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
        self.last_told, self.last_told_paragraph = _key(mention), paragraph
        if self.last_told in self.places:
            self.places[self.last_told].told += 1

    def best(self, paragraph: int, fits: Callable[[Mention], bool] | None = None) -> tuple[Mention | None, float]:
        """Give the place that a sentence of a paragraph most likely speaks of, and how likely it is among all."""
        table = weights()
        scores = {
            key: math.exp(sum(table.get(name, 0.0) * value for name, value in self.clues(key, paragraph)))
            for key, one in self.places.items()
            if fits is None or fits(one.mention)
        }
        if not scores:
            return None, 0.0
        key = max(scores, key=lambda one: scores[one])
        return self.places[key].mention, scores[key] / sum(scores.values())

    def clues(self, key: str, paragraph: int) -> Iterator[tuple[str, float]]:
        """Give the clues, each with its strength, that a sentence of a paragraph speaks of a place."""
        one = self.places[key]
        place = one.mention.location.place if one.mention.location else None
        ago = self.turn - one.turn
        yield f"ago={min(ago, 3)}", 1.0
        yield "long_ago", ago >= _LONG_AGO
        yield "distance", min(ago, _FAR) / _FAR
        yield "opens", one.opens
        yield "closes", one.closes
        yield "same_paragraph", one.paragraph == paragraph
        yield "heading", one.heading
        yield f"class={place.feature_class if place else ''}", 1.0
        yield "country", place is not None and place.feature_code.startswith("PCL")
        yield "capital", place is not None and place.feature_code == "PPLC"
        yield "times", math.log(one.times)
        yield "told", math.log1p(one.told)
        yield "told_last", self.last_told == key
        yield "told_here", self.last_told == key and self.last_told_paragraph == paragraph
        yield "first_of_all", key == next(iter(self.places))
        yield "opening", one.opening
        yield "moved", one.before in _MOVES
        yield "stands_in", one.before in {"in", "at"}
        yield "beside", one.before in {"of", "near"}


def _key(mention: Mention) -> str:
    return mention.location.place.id if mention.location else mention.phrase


@cache
def weights() -> dict[str, float]:
    """Give the weight of each clue."""
    text = (files("geo") / "data" / "facts" / WEIGHTS).read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["clue"]: float(row["weight"]) for row in rows}
