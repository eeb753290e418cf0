"""A sentence as statements of control see it: whose "ours" is, which town "the town" is, who "they hold" speaks of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo.facts.discourse import Discourse, kinds_beside, resolve_anaphors
from geo.facts.inside import told_in
from geo.facts.owners import left_in_mind, voice_of, with_holders, with_owners
from geo.facts.salience import Salience
from geo.facts.words import grammar, read_table

if TYPE_CHECKING:
    from geo.facts.items import Item
    from geo.facts.told import Told
    from geo.records import Sentence


@dataclass
class Memory:
    """What the sentences of one article so far leave in mind.

    `voice` is the party that speaks as "we", `party` the last that fights; the discourse remembers places.
    """

    told: Told
    voice: str
    discourse: Discourse
    party: str = ""
    turn: int = 0
    salience: Salience = field(default_factory=Salience)

    @classmethod
    def of(cls, told: Told) -> Memory:
        """Begin an article."""
        salience = Salience()
        return cls(told, voice_of(told), Discourse(salience=salience), salience=salience)

    def read(self, sentence: Sentence) -> list[Item]:
        """Give the items of the next sentence with what their words stand for, and remember the sentence."""
        plain = self.told.items(sentence, dated=True)
        spoken = resolve_anaphors(with_holders(plain, self.told), self.discourse, sentence.paragraph)
        items = with_owners(_named_before(spoken), self.told, self.voice, self.party)
        self.party = left_in_mind(plain, self.told, self.party)
        self.note(sentence)
        return items

    def note(self, sentence: Sentence) -> None:
        """Remember the places of a sentence: those it names, and the last that something befell."""
        items = self.told.items(sentence, dated=True)
        for index, item in enumerate(items):
            if item.place is not None:
                self.discourse.note_place(item.place, kinds_beside(items, index), sentence.paragraph)
        self.salience.note(items, sentence, self.turn)
        self.turn += 1
        struck = {
            place.location.place.id for frame in told_in(sentence, self.told.frames) for place in frame.places[:1]
        }
        for item in items:
            if item.place is not None and item.place.location is not None and item.place.location.place.id in struck:
                self.discourse.act_on(item.place, sentence.paragraph)
                self.salience.tell(item.place, sentence.paragraph)


def _named_before(items: list[Item]) -> list[Item]:
    """Let "the town" be the one that its own sentence named before, where it did: "X fell; the town is theirs"."""
    if not any(item.anaphor for item in items):
        return items
    beside = {*read_table("control.toml")["limits"]["where"], *grammar().directions, "of"} - {"in", "at"}
    out: list[Item] = []
    for item in items:
        if item.anaphor and item.low in grammar().settlements:
            named = [
                other.place
                for index, other in enumerate(out)
                if other.place is not None
                and not other.anaphor
                and other.place.location is not None
                and other.place.location.place.feature_class == "P"
                and (index == 0 or out[index - 1].low not in beside)
            ]
            out.append(replace(item, place=named[-1], anaphor=False) if named else item)
        else:
            out.append(item)
    return out
