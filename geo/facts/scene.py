"""What speaks for a party as the doer or the sufferer of a frame: the clues that ``party_clues.csv`` weighs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING

from geo.facts.barred import barred_from
from geo.facts.war import table
from geo.facts.words import grammar, read_table
from geo.records import AHEAD
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.facts.war import War
    from geo.records import Frame

_PLANNED = frozenset({"offensive", "advance", "capture", "enter", "besiege", "mobilise", "establish"})
_TOLD = frozenset({"occurred", "ongoing"})
_RECENT = 260  # characters before a sentence in which a party was just named

_SPAN = 70  # characters beside a trigger within which words for armed men are its own
_WORD = re.compile(r"[a-z]+")

Clue = tuple[str, float]


@dataclass(slots=True)
class Past:
    """What was told before a frame: the last frame, who holds which place, who fought where, who plans."""

    last: Frame | None = None
    holders: dict[str, str] = field(default_factory=dict)
    fought: dict[str, set[str]] = field(default_factory=dict)
    owner: str = ""

    def remember(self, frame: Frame, war: War) -> None:
        """Take note of a frame whose parties are filled in."""
        senses, spot = table(), frame.places[0].location.place.id
        if frame.agent and frame.sense in senses.holds and frame.status in _TOLD:
            if frame.sense == "withdraw":
                self.holders.pop(spot, None)
            elif not (frame.background and spot in self.holders):
                self.holders[spot] = frame.agent
        if frame.sense in senses.two_sided:
            fighting = (party for party in (frame.agent, frame.patient) if war.fights(party))
            self.fought.setdefault(spot, set()).update(fighting)
        if frame.status in AHEAD and frame.sense in _PLANNED:
            self.owner = frame.agent or self.owner
        self.last = frame


class Scene:
    """One frame in its article."""

    def __init__(self, frame: Frame, war: War, past: Past) -> None:
        self.frame, self.war, self.past = frame, war, past
        self.place = frame.places[0].location.place
        last = past.last
        self.last = last if last is not None and last.sentence.paragraph >= frame.sentence.paragraph - 1 else None
        self.same_paragraph = self.last is not None and self.last.sentence.paragraph == frame.sentence.paragraph
        self.holder = past.holders.get(self.place.id, "")
        self.attacked = frame.sense in table().against_holder

    @cached_property
    def beside(self) -> tuple[str, ...]:
        """The fighting parties that the sentence names, the nearest to the trigger first."""
        inside = self.war.inside(self.frame.sentence.start, self.frame.sentence.end)
        near = sorted(inside, key=lambda mention: abs(mention.start - self.frame.trigger.start))
        return tuple(dict.fromkeys(mention.actor for mention in near if self.war.fights(mention.actor)))

    @cached_property
    def bystanders(self) -> frozenset[str]:
        """The parties that the sentence names only because they tell it, or to compare: "said the army", "even X"."""
        text, begin = self.frame.sentence.text, self.frame.sentence.start
        inside = self.war.inside(begin, self.frame.sentence.end)
        speak = [
            _speaks().match(text, one.end - begin) or _spoken().search(text[: one.start - begin]) for one in inside
        ]
        silent = {one.actor for one, told in zip(inside, speak, strict=True) if not told}
        return frozenset(one.actor for one in inside) - silent

    @cached_property
    def candidates(self) -> tuple[str, ...]:
        """The parties that may be meant."""
        return tuple(dict.fromkeys((*self.beside, *self.war.parties)))

    @cached_property
    def struck(self) -> frozenset[str]:
        """The parties whose men or positions the sentence tells to be hit."""
        return self.war.struck(self.frame)

    @cached_property
    def barred(self) -> frozenset[str]:
        """The parties that cannot have done what the frame tells."""
        return barred_from(self.frame, self.war, self.past.last)

    @cached_property
    def recent(self) -> frozenset[str]:
        """The parties named just before the sentence."""
        start = self.frame.sentence.start
        return frozenset(mention.actor for mention in self.war.inside(start - _RECENT, start))

    @cached_property
    def lately(self) -> str:
        """The fighting party named last before the trigger."""
        before = self.war.inside(self.frame.trigger.start - _RECENT, self.frame.trigger.start)
        return next((mention.actor for mention in reversed(before) if self.war.fights(mention.actor)), "")

    @cached_property
    def men(self) -> tuple[float, float]:
        """What the words for armed men left and right of the trigger say: 1 a state's, -1 irregulars, 0 nothing."""
        text, begin = self.frame.sentence.text, self.frame.sentence.start
        left, right = self.frame.trigger.start - begin, self.frame.trigger.end - begin
        return _men(text[max(0, left - _SPAN) : left]), _men(text[right : right + _SPAN])

    @cached_property
    def ahead(self) -> frozenset[str]:
        """The parties that the sentence names before the trigger."""
        return frozenset(
            mention.actor for mention in self.war.inside(self.frame.sentence.start, self.frame.trigger.start)
        )

    @cached_property
    def there(self) -> tuple[frozenset[str], frozenset[str]]:
        """Who is told to do the like at the place anywhere in the article, and to whom."""
        return self.war.told_there(self.frame)

    @cached_property
    def passive(self) -> bool:
        """Whether the trigger is in the passive."""
        return self.frame.rule.endswith(("/passive", "/participle"))

    @cached_property
    def state(self) -> str:
        """The party that is the state of the place's country."""
        return self.war.state_of(self.place.country)

    def where(self, actor: str) -> Iterator[Clue]:
        """Give the clues that the place and the sentence hold for either part."""
        yield "here", actor in self.past.fought.get(self.place.id, ())
        if actor in self.beside:
            yield "sentence", 1.0
            yield "near", self.beside[0] == actor
            yield "alone", len(self.beside) == 1
            yield "ahead", not self.passive and actor in self.ahead
        yield "lately", self.lately == actor
        yield "first", self.war.first == actor
        yield "share", self.war.share(actor)
        yield "voice", self.war.voice == actor
        yield "gains", self.war.voice == actor and self.frame.sense in table().taking
        if self.frame.sense in table().suffered:
            yield "sufferer", self.frame.claimant == actor


def _men(stretch: str) -> float:
    """Tell whose men a stretch speaks of: 1 those of a state, -1 irregulars, 0 nobody's or both."""
    words = set(_WORD.findall(stretch.lower()))
    states, irregulars = _kinds_of_men()
    return float(bool(words & states)) - float(bool(words & irregulars))


@cache
def _speaks() -> re.Pattern[str]:
    """Compile what follows a party that tells: "the army's spokesman said", "state television reported"."""
    return re.compile(rf"(?:['’]s)?(?:\s[\w-]+){{0,2}}?\s(?:has\s|have\s)?{any_of(grammar().reporting)}\b")


@cache
def _spoken() -> re.Pattern[str]:
    """Compile what leads to a party that tells or is compared: "said the army", "according to the army", "even X"."""
    words = any_of((*grammar().reporting, "according to", "told by", "even", "like", "unlike", "than"))
    return re.compile(rf"\b{words}\s(?:the\s|an?\s)?(?:[\w-]+\s)?$")


@cache
def _kinds_of_men() -> tuple[frozenset[str], frozenset[str]]:
    listed = read_table("parties.toml")["men"]
    return frozenset(listed["state"]), frozenset(listed["irregular"])


def agent_clues(scene: Scene, actor: str, patient: str) -> Iterator[Clue]:
    """Give the clues, each with its strength, that a party did what a frame tells; `patient` may be empty."""
    war, past, frame, last = scene.war, scene.past, scene.frame, scene.last
    senses = table()
    yield from scene.where(actor)
    yield "usual", war.did(actor, frame.sense)
    yield "there", actor in scene.there[0]
    yield "suffers_there", actor in scene.there[1]
    yield "home", scene.state == actor
    yield "clause", last is not None and last.sentence == frame.sentence and last.agent == actor
    yield "foreign", war.foreign(actor)
    yield "struck", frame.sense in senses.two_sided and actor in scene.struck
    yield "men", scene.men[0] * (1.0 if war.state(actor) else -1.0)
    if last is not None:
        yields = frame.sense == "withdraw" and last.sense in senses.taken
        if not yields:
            yield "before" if scene.same_paragraph else "follows", last.agent == actor
        yield "yields" if yields else "suffers", last.patient == actor
    if war.state(actor):
        yield "air", frame.sense == "airstrike"
        yield "irregular", frame.sense in senses.irregular
        yield "people", frame.sense in senses.on_people
        yield "ground", frame.sense in senses.taking
    if frame.status in AHEAD and frame.sense in _PLANNED:
        yield "owner", past.owner == actor
    if frame.sense in senses.boasted:
        yield "boast", frame.claimant == actor
    if scene.holder and war.allied(scene.holder, actor):
        yield "leaves", frame.sense == "withdraw"
        yield "holder", scene.attacked
    if frame.sense == "recapture":
        yield "regains", scene.state == actor
    if war.fights(patient):
        yield "told", (war.told(actor, patient) + war.told_sides(actor, patient)) / 2
        yield from _listed(war, actor, patient)


def patient_clues(scene: Scene, actor: str, agent: str) -> Iterator[Clue]:
    """Give the clues, each with its strength, that an agent did to a party what a frame tells."""
    war, last = scene.war, scene.last
    yield from scene.where(actor)
    if last is not None:
        again = last.patient == actor or (last.agent == actor and last.patient == agent)
        yield "before" if scene.same_paragraph else "follows", again
    if scene.holder and scene.attacked:
        yield "holder", scene.holder == actor
        yield "holder_side", war.side(scene.holder) == war.side(actor)
    yield "men", 0.0 if scene.passive else scene.men[1] * (1.0 if war.state(actor) else -1.0)
    yield "usual", war.suffered(actor, scene.frame.sense)
    yield "does", war.did(actor, scene.frame.sense)
    yield "there", actor in scene.there[1]
    yield "does_there", actor in scene.there[0]
    yield "clause", last is not None and last.sentence == scene.frame.sentence and last.patient == actor
    yield "told", war.told(agent, actor)
    yield "told_side", war.told_sides(agent, actor)
    yield "lead", war.side(actor) == actor
    yield "home", war.home(actor) == scene.place.name
    yield "state", scene.state == actor
    yield "recent", actor in scene.recent
    yield "foreign", war.foreign(actor) and scene.state != actor
    yield "struck", actor in scene.struck
    yield from _listed(war, agent, actor)


def _listed(war: War, agent: str, patient: str) -> Iterator[Clue]:
    """Give what the actor lists say of two parties: foes, or the agent's foes are others."""
    foes = war.foes(agent, patient)
    yield "foe", foes is True
    yield "stranger", foes is False
