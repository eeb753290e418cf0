"""What an article has told so far: places and parties that a later sentence leaves out or calls by a general word."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.facts.items import Item
from geo.facts.salience import Salience
from geo.facts.words import grammar, read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.records import ActorMention, Mention

_WIDE = frozenset({"A", "R", "H"})


@dataclass
class Discourse:
    """The memory of one article: places with the kind the text called them, the last one acted on."""

    recent: list[tuple[Mention, frozenset[str]]] = field(default_factory=list)
    recent_paragraph: int = -1
    topic: Mention | None = None
    topic_set: int = -1
    last_named: int = -1
    acted: Mention | None = None
    acted_paragraph: int = -1
    subject: ActorMention | None = None
    subject_paragraph: int = -1
    salience: Salience = field(default_factory=Salience)

    def note_subject(self, subject: ActorMention | None, paragraph: int) -> None:
        """Remember the party that is the subject of a sentence; one without leaves nobody for "he" and "it"."""
        self.subject, self.subject_paragraph = subject, paragraph

    def subject_in(self, paragraph: int) -> ActorMention | None:
        """Give the subject of the sentence before in the paragraph."""
        return self.subject if self.subject_paragraph == paragraph else None

    def note_place(self, mention: Mention, kinds: frozenset[str], paragraph: int, number: int = 0) -> None:
        """Remember a toponym of the `number`-th sentence and the nouns beside it ("{Gardabiya} airbase")."""
        self.last_named = number
        self.recent.append((mention, kinds))
        self.recent_paragraph = paragraph

    def set_topic(self, mention: Mention | None, number: int) -> None:
        """Remember what the text from the `number`-th sentence on is about."""
        self.topic, self.topic_set = mention, number

    def fresh_topic(self) -> Mention | None:
        """Give what a heading announced, as long as no other place was named since."""
        return self.topic if self.last_named <= self.topic_set else None

    def act_on(self, mention: Mention, paragraph: int) -> None:
        """Remember the place of a frame; "the town" is never a region."""
        if _class(mention) == "A" and self.acted_paragraph == paragraph:
            return
        self.acted, self.acted_paragraph = mention, paragraph

    def acted_in(self, paragraph: int) -> Mention | None:
        """Give the place that the paragraph last told something of."""
        return self.acted if self.acted_paragraph == paragraph else None

    def place_of(self, paragraph: int) -> Mention | None:
        """Give the place a clause without one is about: acted on or named in the paragraph, else the heading's."""
        if (here := self.acted_in(paragraph)) is not None:
            return here
        if self.recent and self.recent_paragraph == paragraph and _class(self.recent[-1][0]) == "P":
            return self.recent[-1][0]
        return self.topic

    def place_called(self, noun: str, paragraph: int = -1, *, near: bool = False) -> Mention | None:
        """Find the place that "the town" or "the airport" stands for."""
        if noun == "capital":
            return next((m for m, _ in reversed(self.recent) if _code(m) == "PPLC"), None)
        for mention, kinds in reversed(self.recent):
            if noun in kinds:
                return mention
        if noun not in grammar().settlements:
            return self._last(lambda m: _is(m, noun)) or (self.acted if noun in grammar().expanses else None)
        return self._town(paragraph, near=near)

    def _town(self, paragraph: int, *, near: bool) -> Mention | None:
        """Find the town in play; "that town" is the one named last."""
        if near and (last := self._last(lambda m: _class(m) == "P")) is not None:
            return last
        if self.salience.places:
            spoken_of, _ = self.salience.best(paragraph, lambda m: _class(m) == "P")
            return spoken_of
        if self.acted is not None and _class(self.acted) == "P":
            return self.acted
        return self._last(lambda m: _class(m) == "P" and _code(m) != "PPLC") or self._last(lambda m: _class(m) == "P")

    def there(self, paragraph: int = -1) -> Mention | None:
        """Find where "there" is: the place named last, unless it is wide or only says where another lies."""
        last = self._last(lambda m: not _code(m).startswith("PCL"))
        if last is None or (_class(last) not in _WIDE and self.salience.stands(last)):
            return last
        spoken_of, _ = self.salience.best(paragraph, lambda m: not _code(m).startswith("PCL"))
        return spoken_of or last

    def _last(self, fits: Callable[[Mention], bool]) -> Mention | None:
        return next((m for m, _ in reversed(self.recent) if fits(m)), None)


def _code(mention: Mention) -> str:
    return mention.location.place.feature_code if mention.location else ""


def _class(mention: Mention) -> str:
    """Give the class of a place; one that no gazetteer knows counts as a town."""
    return mention.location.place.feature_class if mention.location else "P"


def _is(mention: Mention, noun: str) -> bool:
    return _code(mention) in read_table("words.toml")["codes"].get(noun, ()) or noun in mention.phrase.lower().split()


def kinds_beside(items: Sequence[Item], index: int) -> frozenset[str]:
    """Give the nouns beside a toponym that say what it is: "the town of X", "X airport"."""
    nouns = grammar().anaphors
    near = [items[i].low for i in (index - 2, index - 1, index + 1, index + 2) if 0 <= i < len(items)]
    found = {low for low in near[1:3] if low in nouns}
    if index > 1 and items[index - 1].low == "of" and items[index - 2].low in nouns:
        found.add(items[index - 2].low)
    found |= {word for word in items[index].low.split() if word in nouns}
    return frozenset(found)


def resolve_anaphors(items: list[Item], discourse: Discourse, paragraph: int = -1) -> list[Item]:
    """Turn "the town", "that airport" into places where the article has named one before."""
    words = grammar()
    if not any(item.low == "there" or item.low in words.anaphors for item in items):
        return items
    out: list[Item] = []
    index = 0
    while index < len(items):
        item = items[index]
        after = items[index + 1] if index + 1 < len(items) else None
        general = item.kind == "word" and item.low in {"the", "that", "this"} and after is not None
        if general and after is not None and after.kind == "word" and after.low in words.anaphors:
            beyond = items[index + 2] if index + 2 < len(items) else None
            before = items[index - 1] if index else None
            named = _names_place(items, index + 2) or (before is not None and before.kind == "place")
            noun = beyond is not None and beyond.kind == "word" and beyond.low in words.place_nouns
            mention = None
            if not named and not noun:
                near = item.low != "the"
                mention = _in_sentence(out, after.low, near=near) or discourse.place_called(
                    after.low, paragraph, near=near
                )
            if mention is not None:
                out.append(Item("place", after.low, item.start, after.end, place=mention, anaphor=True))
                index += 2
                continue
        there = item.kind == "word" and item.low == "there" and index
        if there and not (
            after is not None and (after.low in words.be or after.low in words.modals or after.low in words.have)
        ):
            spot = _in_sentence(out, "town") or discourse.there(paragraph)
            if spot is None:
                out.append(item)
                index += 1
                continue
            out.append(Item("word", "in", item.start, item.start))
            out.append(Item("place", "there", item.start, item.end, place=spot, anaphor=True))
            index += 1
            continue
        out.append(item)
        index += 1
    return out


def _in_sentence(items: Sequence[Item], noun: str, *, near: bool = False) -> Mention | None:
    """Find the place that "the town" stands for among those that the sentence has named before it."""
    for index in range(len(items) - 1, -1, -1):
        place = items[index].place
        if place is None:
            continue
        if noun in kinds_beside(items, index):
            return place
        if (
            noun in grammar().settlements
            and _class(place) == "P"
            and (near or not (index and items[index - 1].low in grammar().ways))
        ):
            return place
    return None


def _names_place(items: Sequence[Item], index: int) -> bool:
    """Whether a name follows: "the town of X", "the city, X", "the airport at X"."""
    after = items[index : index + 3]
    if not after:
        return False
    if after[0].kind == "place":
        return True
    if len(after) > 1 and after[0].low == "of" and after[1].capital:  # a town that no gazetteer knows
        return True
    return len(after) > 1 and after[0].low in {"of", "at", "in"} and any(item.kind == "place" for item in after[1:3])
