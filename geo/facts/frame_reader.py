"""Reads the frames of one article, sentence by sentence, the sure ones and the doubtful."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, TypeVar

from geo.facts.arguments import names_object, read_arguments
from geo.facts.asides import aside
from geo.facts.beside import STATES
from geo.facts.chronology import Chronology, news_day
from geo.facts.clauses import parse
from geo.facts.discourse import Discourse, kinds_beside, resolve_anaphors
from geo.facts.families import GAINS
from geo.facts.items import itemise
from geo.facts.lasting import began, is_campaign
from geo.facts.needs import meets
from geo.facts.parties import CIVILIANS
from geo.facts.places import place_uses
from geo.facts.placing import choose_places, off_the_event
from geo.facts.pronouns import resolve_subject, subject_of
from geo.facts.readable import readable
from geo.facts.reference import points_back, told_again
from geo.facts.reports import claimant_of, in_doubt, leaked, warned
from geo.facts.roles import counterpart, doer, other_places, party
from geo.facts.salience import Salience
from geo.facts.scope import WIDE, is_wider
from geo.facts.seats import AT_SEAT, seat_of
from geo.facts.senses import refine
from geo.facts.status import judge
from geo.facts.triggers import find_hits
from geo.facts.unplaced import UNKNOWN, Unknown, is_unknown
from geo.facts.verbs import read_group
from geo.facts.when import is_history, is_long_ago, when_of
from geo.records import ActorMention, DateMention, Frame, Mention, NotMapped, PlaceRole, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.arguments import Arguments
    from geo.facts.clauses import Parse
    from geo.facts.governors import Judgement
    from geo.facts.items import Cut, Item
    from geo.facts.parties import Sides
    from geo.facts.places import PlaceUse
    from geo.facts.triggers import Hit
    from geo.facts.verbs import Group
    from geo.records import Article, EventStatus, Sentence

Spanned = TypeVar("Spanned", Mention, ActorMention, DateMention)

_HOSTILE = GAINS | {"attack", "airstrike", "shelling"}
_BY_FORCES = _HOSTILE | {"withdraw", "mobilise", "besiege", "repel", "handover", "based"}
# What is done to towns and positions, never to a whole country.
_ON_GROUND = GAINS | {"besiege", "relieve", "repel", "handover"}
_LEAD_ITEMS, _INFERRED_DISCOUNT, _PLACE_FLOOR = 4, 0.7, 0.5
_LEADS = frozenset({":", "-", "–", "—"})
# A place this likely is spoken of although the paragraph told of another one last.
_SALIENT = 0.8
# Where one goes to is not where one has left.
_GOALS = frozenset({"to", "via"})
# What speaks of an accident, a show, a crime or a toll is no event of a conflict, not even a doubtful one.
_HARMLESS = frozenset(
    f"means something else ({name})" for name in ("accidents", "bearers", "crimes", "losses", "peaceful")
)


class FrameReader:
    """Reads one article from its first sentence to its last, remembering what was told."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        *,
        mentions: Sequence[Mention],
        actors: Sequence[ActorMention],
        dates: Sequence[DateMention],
        roster: Sides | None,
        cut: Cut | None = None,
    ) -> None:
        self.name = article.name
        self._cut: Cut = {} if cut is None else cut
        self._roster = roster
        self._published = article.published
        self.sentences = sentences
        self._mentions = _by_sentence(sentences, mentions)
        self._actors = _by_sentence(sentences, actors)
        self._dates = _by_sentence(sentences, dates)
        self._unknown = Unknown(sentences, mentions)
        self.salience = Salience()
        self._discourse = Discourse(salience=self.salience)
        self._chronology = Chronology(news_day(article, sentences, dates), article.published)
        self.frames: list[Frame] = []
        self.doubtful: list[Frame] = []
        self.left: dict[int, NotMapped] = {}
        self.off: set[int] = set()

    def read_sentence(self, number: int) -> None:
        """Read one sentence and remember its places."""
        sentence = self.sentences[number]
        items = self._items(number)
        items = resolve_subject(items, self._discourse.subject_in(sentence.paragraph))
        self._discourse.note_subject(subject_of(items), sentence.paragraph)
        self._set_topic(number, items)
        if not sentence.heading and not sentence.text.rstrip().endswith("?"):
            before = len(self.frames)
            self._read_triggers(number, resolve_anaphors(items, self._discourse, sentence.paragraph))
            if len(self.frames) > before:
                self.left.pop(number, None)
        for index, item in enumerate(items):
            if item.place is not None:
                self._discourse.note_place(item.place, kinds_beside(items, index), sentence.paragraph, number)
        self.salience.note(items, sentence, number)
        self._chronology.note(items, sentence)

    def _items(self, number: int) -> list[Item]:
        """Cut a sentence, and keep what it was cut into for those who read it next."""
        sentence, dates = self.sentences[number], self._dates[number]
        items = itemise(sentence, self._mentions[number], self._actors[number], dates)
        self._cut[sentence.start, bool(dates)] = items
        return items

    def _set_topic(self, number: int, items: Sequence[Item]) -> None:
        """Take a heading or lead-in that is little more than a toponym ("Sirte front.") as what follows is about."""
        sentence, places = self.sentences[number], [item.place for item in items if item.place is not None]
        if sentence.heading:
            words = sum(item.kind == "word" for item in items)
            self._discourse.set_topic(places[0] if places and words <= _LEAD_ITEMS // 2 else None, number)
        elif places and len(items) <= _LEAD_ITEMS:
            self._discourse.set_topic(places[0], number)
        elif places and items[0].place is not None and items[1].low in _LEADS:
            self._discourse.set_topic(items[0].place, number)
            self._discourse.act_on(items[0].place, sentence.paragraph)

    def _read_triggers(self, number: int, items: Sequence[Item]) -> None:
        hits = find_hits(items)
        groups: dict[int, Group] = {}
        for hit in hits:
            if hit.trigger.pos == "verb" and hit.start not in groups:
                group = read_group(items, hit)
                if group is not None:
                    groups[hit.start] = group
        kept = readable(items, hits, groups)
        if not kept:
            return
        parsed = parse(items, groups)
        uses = place_uses(items)
        self.off |= off_the_event(parsed, uses)
        for hit in kept:
            self._read_hit(number, parsed, hit, groups.get(hit.start) if hit.trigger.pos == "verb" else None, uses)

    def _read_hit(self, number: int, parsed: Parse, hit: Hit, group: Group | None, uses: Sequence[PlaceUse]) -> None:
        found = read_arguments(parsed, hit, group, uses)
        last = self.frames[-1].sense if self.frames else ""
        missing = meets(found, parsed.items)
        untold = bool(hit.trigger.after) and last not in hit.trigger.after
        if untold or missing in _HARMLESS or (missing and (hit.trigger.sense in STATES or not hit.trigger.doubt)):
            return
        judged = judge(parsed, hit, group)
        chosen = choose_places(found.places, hit, parsed)
        if why := judged.drop or aside(parsed, hit, chosen):
            if not (missing and judged.drop):
                self._leave(number, why)
            return
        places = [(role, parsed.items[use.index].place) for role, use, _ in chosen]
        doubt = "unmet" if missing else ""
        if not places:
            places, unsure = self._from_context(number, parsed, found)
            doubt = doubt or unsure
        guessed = doubt != "far" and all(parsed.items[use.index].anaphor for _, use, _ in chosen)
        known: list[tuple[str, Mention | None]] = [
            (role, where) for role, place in places if (where := self._unknown.placed(place)) is not None
        ]
        if not known or (guessed and is_wider(self.sentences[number], parsed.items, known[0][1])):
            self._leave(number, WIDE if known else UNKNOWN if places else "no place")
            return
        places = known
        if points_back(parsed.items, hit, places if chosen else (), self.frames):
            doubt = doubt or "back"
            if told_again(parsed, hit):
                return
        self._tell(number, parsed, found, judged, places, nearness=str(chosen[0][2]) if chosen else "", doubt=doubt)

    def _from_context(
        self, number: int, parsed: Parse, found: Arguments
    ) -> tuple[list[tuple[str, Mention | None]], str]:
        """Give the place of a trigger whose clause has none, and what makes it doubtful; empty where there is none."""
        trigger = found.hit.trigger
        paragraph = self.sentences[number].paragraph
        context = self._discourse.place_of(paragraph)
        salient, likely = self.salience.best(paragraph)
        here = self._discourse.acted_in(paragraph) if likely < _SALIENT else None
        spoken_of = self._discourse.fresh_topic() or here or salient
        unplaced = any(is_unknown(one) for one in self._mentions[number])
        if context is not None and trigger.context:
            elsewhere = unplaced or names_object(parsed.items, found.hit)
            return [(trigger.places[0], spoken_of or context)], "unplaced" if elsewhere else ""
        if trigger.sense in AT_SEAT:
            sides = (party(parsed.items, found.patients), party(parsed.items, found.agents))
            seat = seat_of(sides, self._roster, self._mentions)
            if seat is not None:
                return [("at", seat)], ""
        if trigger.sense in STATES:
            return [], ""
        standing = [entry for entry in found.places if trigger.sense != "withdraw" or entry[0] not in _GOALS]
        if standing:
            role, use, _ = min(standing, key=lambda entry: (entry[2], abs(entry[1].index - found.hit.end)))
            return [(role, parsed.items[use.index].place)], "far"
        earlier = spoken_of or context or self._discourse.acted
        return ([(trigger.places[0], earlier)], "loose" if context else "earlier") if earlier is not None else ([], "")

    def _tell(
        self,
        number: int,
        parsed: Parse,
        found: Arguments,
        judged: Judgement,
        places: Sequence[tuple[str, Mention | None]],
        *,
        nearness: str,
        doubt: str,
    ) -> None:
        """Add one frame per place; `nearness` is empty when the place comes from the context."""
        hit, items, sentence = found.hit, parsed.items, self.sentences[number]
        agent = doer(items, found)
        if agent == CIVILIANS and hit.trigger.sense in _BY_FORCES:
            return
        claimant = claimant_of(parsed, hit)
        menace = warned(parsed, hit)
        if menace and claimant and not agent and judged.status == "planned" and hit.trigger.sense in _HOSTILE:
            agent = claimant
        own_word = bool(claimant) and claimant == agent and not leaked(parsed)
        status = _status(hit, judged, own_word=own_word or menace)
        if claimant and status in {"occurred", "ongoing"} and in_doubt(self.sentences, number, items[hit.end - 1].end):
            status = "claimed"
        others = other_places(found, items, {id(place) for _, place in places})
        told = ("near", nearness) if nearness else ("inferred", "place")
        likely = () if nearness else (("salience", f"{self.salience.best(sentence.paragraph)[1]:.1f}"),)
        details = (("construction", found.construction), told, *likely, *((("doubt", doubt),) if doubt else ()))
        lasting = began(found.group, items[hit.end - 1].end, sentence, self._published)
        when = lasting if lasting.start else when_of(parsed, found, status, self._chronology, sentence)
        if not nearness and is_long_ago(when, self._published) and not (self.frames and self.frames[-1].background):
            self._leave(number, "long ago, and no place told")
            return
        sense = refine(parsed, found, status, judged=judged, before=self.frames[-1] if self.frames else None)
        sense = "offensive" if sense == "attack" and is_campaign(lasting) else sense
        for order, (role, place) in enumerate(places):
            if place is None or place.location is None:
                continue
            if hit.trigger.sense in _ON_GROUND and place.location.place.feature_code.startswith("PCL"):
                continue
            main = PlaceRole(role, place.location)  # type: ignore[arg-type]
            (self.doubtful if doubt else self.frames).append(
                Frame(
                    article=self.name,
                    sense=sense,
                    rule=f"{hit.trigger.id}/{found.construction}",
                    trigger=Span(items[hit.start].start, items[hit.end - 1].end),
                    sentence=sentence,
                    status=status,
                    claimant=claimant,
                    agent=agent,
                    patient=counterpart(items, found, order, len(places)),
                    places=(main, *others),
                    when=when,
                    background=is_history(when, self._published) and lasting is not when,
                    confidence=_confidence(hit, place, nearness),
                    details=details,
                )
            )
            if not doubt:
                self._discourse.act_on(place, sentence.paragraph)
                self.salience.tell(place, sentence.paragraph)

    def _leave(self, number: int, why: str) -> None:
        sentence = self.sentences[number]
        self.left.setdefault(number, NotMapped(self.name, sentence.start, sentence.end, sentence.text, why))


def _confidence(hit: Hit, place: Mention, nearness: str) -> float:
    """Combine how sure the rule is with how sure the place is, less when the place comes from the context."""
    told = 1.0 if nearness else _INFERRED_DISCOUNT
    return round(hit.trigger.strength * told * (_PLACE_FLOOR + (1.0 - _PLACE_FLOOR) * place.confidence), 2)


def _status(hit: Hit, judged: Judgement, *, own_word: bool) -> EventStatus:
    """Give the status: the trigger's own, and a hostile plan in the party's own words is a threat."""
    status = judged.status
    if hit.trigger.status and status in {"occurred", "ongoing"}:
        return hit.trigger.status  # type: ignore[return-value]
    if status == "planned" and (hit.trigger.status == "threatened" or (own_word and hit.trigger.sense in _HOSTILE)):
        return "threatened"
    return status


def _by_sentence(sentences: Sequence[Sentence], spans: Sequence[Spanned]) -> list[list[Spanned]]:
    """Sort spans into the sentences they begin in."""
    ordered = sorted(spans, key=lambda span: span.start)
    starts = [span.start for span in ordered]
    return [ordered[bisect_left(starts, one.start) : bisect_left(starts, one.end)] for one in sentences]
