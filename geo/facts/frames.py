"""From sentences to frames: who did what to whom, where, when, how sure.

Senses (``Frame.sense``), for the stages that read frames (control, axes, bases, events):

==================  ==========================================================================================
sense               meaning of ``agent``, ``patient`` and of the place roles
==================  ==========================================================================================
``capture``         agent takes the ``object`` place from patient (also told from the loser's side: "lost X",
                    "X fell"); ``from``/``via`` where the text says where it came from
``recapture``       the same, the agent held it before
``enter``           agent's force goes into the ``object`` place (usually means it takes it)
``advance``         agent moves ``to`` a place (``from``, ``via``); reaches it or its edge
``offensive``       agent opens or wages an attack on the ``object``/``to`` place held by patient
``attack``          agent attacks patient ``at`` or the ``object`` place, one action
``clash``           agent and patient fight ``at`` a place
``repel``           agent beats back patient's attack on the ``object`` place
``besiege``         agent surrounds or blockades the ``object`` place (patient inside)
``relieve``         agent breaks patient's siege of the ``object`` place
``airstrike``, ``shelling``, ``bomb``, ``suicide_bomb``   agent hits the ``object``/``at`` place
``kill``, ``abduct``, ``rape``      agent does so to patient (usually ``civilians``) ``at`` a place
``mobilise``        agent sends or masses forces: ``to``/``at``, ``from``, ``via``
``establish``       agent sets up a base ``at`` a place (details ``base`` = kind as written)
``withdraw``        agent leaves the ``from`` place, going ``to`` a place
``handover``        agent gets the ``object`` place from patient without a fight
``ultimatum``, ``aid``, ``agreement``, ``ceasefire``, ``arrest``, ``loot``, ``disrupt``, ``other``, ``meeting``,
``statement``, ``sanction``, ``protest``, ``riot``         agent, patient, ``at``/``object``
``hold``            state: agent holds the ``object`` place ("is under the control of", "in rebel hands", "still
                    holds"); with patient when the text says against whom
``contest``         state: agent and patient each hold part of the ``object`` place
``based``           state: agent has a base, headquarters, camp, checkpoint ``at`` the place (details ``base``,
                    ``name``)
==================  ==========================================================================================

One frame per place that is acted upon: "captured A, B and C" gives three frames with the same trigger span.
``details`` holds, where the text has them: ``construction`` (active, passive, participle, noun ...), ``origin``
("from the west" -> ``west``), ``base``, ``variant`` (a narrower reading, see taxonomy.csv), ``inferred`` (which
arguments came from the context: ``agent``, ``patient``, ``place``, comma separated), ``negated`` = "yes" on states that
are denied ("does not hold").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.facts.arguments import near_places, read_arguments
from geo.facts.clauses import parse
from geo.facts.discourse import Discourse, kinds_beside, resolve_anaphors
from geo.facts.clauses import subjects
from geo.facts.items import itemise
from geo.facts.verbs import Group as VG
from geo.facts.words import grammar as GRAMMAR
import geo.facts.needs as NEEDS
from geo.facts.needs import meets
from geo.facts.places import place_uses
from geo.facts.status import doubted, judge
from geo.facts.triggers import find_hits, trigger_table
from geo.facts.verbs import read_group
from geo.records import UNKNOWN, Frame, NotMapped, PlaceRole, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.arguments import Arguments
    from geo.facts.clauses import Parse
    from geo.facts.items import Item
    from geo.facts.status import Judgement
    from geo.facts.triggers import Hit
    from geo.records import ActorMention, Article, DateMention, Interval, Mention, Sentence

DOUBT_REACH = 1
_HOSTILE = frozenset({"offensive", "capture", "recapture", "enter", "attack", "advance", "airstrike", "shelling"})
_STATES = frozenset({"hold", "contest", "based"})
_PARTIES = frozenset({"capture", "recapture", "enter", "offensive", "attack", "clash", "repel", "besiege", "relieve", "airstrike", "shelling", "advance", "handover", "suicide_bomb"})
CONTEXT = ("acted", "last", "topic")
PREV = 1
_OPEN_AIR = frozenset({"capture", "recapture", "enter", "handover"})


def find_frames(
    article: Article,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    actor_mentions: Sequence[ActorMention],
    dates: Sequence[DateMention],
    roster: object = None,
) -> tuple[tuple[Frame, ...], tuple[NotMapped, ...]]:
    """Read the frames of one article, sentence by sentence."""
    del roster
    reader = _Reader(article, sentences, mentions, actor_mentions, dates)
    return reader.read()


class _Reader:
    def __init__(self, article, sentences, mentions, actor_mentions, dates):
        self.article = article
        self.sentences = sentences
        self.mentions = _by_sentence(sentences, mentions)
        self.actors = _by_sentence(sentences, actor_mentions)
        self.dates = _by_sentence(sentences, dates)
        self.discourse = Discourse()
        self.frames: list[Frame] = []
        self.left: list[NotMapped] = []

    def read(self):
        for number, sentence in enumerate(self.sentences):
            self._sentence(number, sentence)
        return tuple(self.frames), tuple(self.left)

    def _sentence(self, number, sentence):
        items = itemise(sentence, self.mentions[number], self.actors[number], self.dates[number])
        if sentence.heading:
            self._heading(sentence, items)
            return
        lead = [i for i in items if i.kind == "place"]
        if len(items) <= 4 and lead:
            self.discourse.topic = lead[0].place
        items = resolve_anaphors(items, self.discourse)
        hits = find_hits(items)
        groups = {}
        kept = []
        for hit in hits:
            if hit.trigger.pos == "verb":
                group = groups.get(hit.start) or read_group(items, hit)
                if group is None:
                    continue
                groups[hit.start] = group
            kept.append(hit)
        nouns = {hit.start for hit in kept if hit.trigger.pos == "noun"}
        kept = [hit for hit in kept if hit.trigger.pos != "verb" or hit.start not in nouns or groups[hit.start].form != "gerund" or groups[hit.start].governors[:1] in (("began",), ("started",))]
        spoken = {hit.start for hit in kept if hit.trigger.pos == "verb"}
        kept = [hit for hit in kept if hit.trigger.pos != "noun" or hit.start not in spoken]
        parsed = parse(items, groups)
        uses = place_uses(items)
        for hit in _longest(kept):
            self._hit(number, sentence, parsed, uses, hit, groups.get(hit.start) if hit.trigger.pos == "verb" else None)
        for index, item in enumerate(items):
            if item.kind == "place" and not item.anaphor:
                self.discourse.note_place(item.place, kinds_beside(items, index))
                self.discourse.recent_paragraph = sentence.paragraph

    def _heading(self, sentence, items):
        places = [i for i in items if i.kind == "place"]
        self.discourse.topic = None
        if places and sum(i.kind == "word" for i in items) <= 2:
            self.discourse.topic = places[0].place
            self.discourse.acted = None
        for index, item in enumerate(items):
            if item.kind == "place":
                self.discourse.note_place(item.place, kinds_beside(items, index))

    def _hit(self, number, sentence, parsed, uses, hit, group):
        items = parsed.items
        if sentence.text.rstrip().endswith("?"):
            return
        found = read_arguments(parsed, hit, group, uses)
        lacking = meets(found, items)
        if lacking:
            return
        judged = judge(parsed, hit, group)
        if judged.drop:
            self._leave(sentence, judged.drop)
            return
        chosen = near_places(found, hit.trigger.places, hit.trigger.reach, items)
        roles = []
        inferred = []
        if not chosen:
            mention = self._context_place(sentence) if hit.trigger.context else None
            if mention is None:
                self._leave(sentence, "no place")
                return
            roles = [(hit.trigger.places[0], mention)]
            inferred.append("place")
        else:
            roles = [(role, items[use.index].place) for role, use in chosen]
        agent = _actor_id(items, found.agents)
        if hit.trigger.pos == "noun" and self._referred(items, hit, chosen, roles):
            return
        patient = _actor_id(items, found.patients)
        if patient == agent:
            patient = ""
        self.discourse.note_parties(agent, patient)
        if hit.trigger.sense in _PARTIES:
            if agent and not patient:
                patient = self.discourse.opponent(agent)
                inferred.append("patient") if patient else None
            elif patient and not agent:
                agent = self.discourse.opponent(patient)
                inferred.append("agent") if agent else None
        status = judged.status
        if status in ("occurred", "ongoing") and hit.trigger.status:
            status = hit.trigger.status
        elif hit.trigger.status == "threatened" and status == "planned":
            status = "threatened"
        claimant = self._claimant(parsed, hit, agent)
        if status == "planned" and claimant and claimant == agent and hit.trigger.sense in _HOSTILE:
            status = "threatened"
        if status in ("occurred", "ongoing") and claimant and self._in_doubt(number, sentence, items[hit.end - 1].end):
            status = "claimed"
        others = [(role, items[use.index].place) for role, use, near in found.places if near <= 1 and not any(use is u for _, u in chosen)]
        when = self._when(number, sentence, parsed, hit)
        for role, mention in roles:
            places = [PlaceRole(role, mention.location)] + [PlaceRole(r, m.location) for r, m in others if r in {"from", "to", "via"} and m.location]
            self.frames.append(Frame(
                article=self.article.name, sense=_sense(parsed, hit, group, found, status), rule=f"{hit.trigger.id}/{found.construction}",
                trigger=Span(items[hit.start].start, items[hit.end - 1].end), sentence=sentence, status=status,
                claimant=claimant, agent=agent, patient=patient, places=tuple(places), when=when,
                confidence=round(hit.trigger.strength * (0.7 if inferred else 1.0), 2),
                details=tuple([("construction", found.construction)] + ([("inferred", ",".join(inferred))] if inferred else [])),
            ))
            self.discourse.acted = mention
            self.discourse.acted_paragraph = sentence.paragraph

    def _claimant(self, parsed, hit, agent):
        """The party that says so, when a report verb with a party as its subject governs the trigger's clause."""
        items = parsed.items
        number = parsed.at[hit.start]
        reporting = GRAMMAR().reporting
        for clause in (parsed.clauses[number - 1] if number and parsed.clauses[number].kind in ("report", "sub", "main", "relative") else None, *parsed.clauses[number:number + 3], ):
            if clause is None: continue
            for head in clause.verbs:
                if items[head].low in reporting and items[head].low not in ("put",):
                    group = parsed.groups.get(head) or VG(head, head, "finite")
                    named = [i for i in subjects(parsed, group) if items[i].kind == "actor"]
                    if named: return items[named[0]].actor.actor
                    near = [i for i in range(head + 1, min(head + 4, len(items))) if items[i].kind == "actor"]
                    if near and hit.start < head: return items[near[0]].actor.actor
        for i, item in enumerate(items):
            if item.low == "according":
                near = [k for k in range(i + 1, min(i + 6, len(items))) if items[k].kind == "actor"]
                if near: return items[near[0]].actor.actor
        return ""

    def _in_doubt(self, number, sentence, after):
        rest = sentence.text[max(0, after - sentence.start):]
        if doubted(rest): return True
        for later in self.sentences[number + 1:number + 1 + DOUBT_REACH]:
            if later.paragraph != sentence.paragraph: break
            if doubted(later.text): return True
        return False

    def _referred(self, items, hit, chosen, roles):
        """Whether a definite noun ("the clashes", "this attack") only points back at what was told."""
        before = [i.low for i in items[max(0, hit.start - 2):hit.start]]
        if not any(w in {"the", "this", "that", "those", "these"} for w in before):
            return False
        for f in reversed(self.frames[-8:]):
            if f.sense == hit.trigger.sense or {f.sense, hit.trigger.sense} <= {"attack", "clash", "offensive", "airstrike", "shelling", "bomb", "suicide_bomb"}:
                if not chosen or any(m.location.place.id == f.places[0].location.place.id for _, m in roles):
                    return True
        return False

    def _context_place(self, sentence):
        d = self.discourse
        for mode in CONTEXT:
            if mode == 'acted' and d.acted is not None and d.acted_paragraph == sentence.paragraph: return d.acted
            if mode == 'topic' and d.topic is not None: return d.topic
            if mode == 'last' and d.recent and d.recent_paragraph == sentence.paragraph:
                m = d.recent[-1][0]
                if m.location.place.feature_class == "P": return m
            if mode == 'prev' and d.acted is not None and sentence.paragraph - d.acted_paragraph <= PREV: return d.acted
        return None

    def _when(self, number, sentence, parsed, hit):
        items = parsed.items
        dated = [i for i, item in enumerate(items) if item.kind == "date" and item.date.when.start is not None]
        if not dated:
            if self.discourse.date is not None and self.discourse.date_paragraph == sentence.paragraph:
                return self.discourse.date
            return UNKNOWN
        own = parsed.at[hit.start]
        best = min(dated, key=lambda i: (abs(parsed.at[i] - own), abs(i - hit.start)))
        self.discourse.date = items[best].date.when
        self.discourse.date_paragraph = sentence.paragraph
        return items[best].date.when

    def _leave(self, sentence, why):
        self.left.append(NotMapped(self.article.name, sentence.start, sentence.end, sentence.text, why))


def _sense(parsed, hit, group, found, status):
    sense = hit.trigger.sense
    if status in ("planned", "threatened") and sense in {"capture", "recapture", "enter", "attack"}:
        return "offensive"
    items = parsed.items
    if sense in {"attack", "loot", "kill"}:
        clause = parsed.clause(hit.start)
        if group is None:
            near = items[max(clause.start, hit.start - 3):hit.start] + items[hit.end:hit.end + 3]
        elif group.passive:
            near = items[hit.end:hit.end + 6]
        else:
            near = items[max(clause.start, group.start - 8):group.start]
            if not any(item.kind in {"actor", "word"} for item in near):
                near = items[max(0, group.start - 10):group.start]
            near = near + [i for k, i in enumerate(items[hit.end:hit.end + 9]) if items[hit.end + k - 1].low in {"with", "from", "by"}]
        words = [w for item in near for w in ([item.low] if item.kind == "word" else item.low.split())]
        for name, listed in trigger_table().weapons.items():
            if any(word in listed for word in words):
                return name
    if sense == "kill" and hit.trigger.pos == "verb" and not NEEDS._people(found, items) and (NEEDS._troops(found, items) or found.patients):
        return "attack"
    if sense == "hold" and hit.trigger.id == "capture.in_hands":
        clause = parsed.clause(hit.start)
        lows = [item.low for item in items[clause.start:hit.start]]
        if clause.kind != "relative" and any(w in {"is", "are", "was", "were"} for w in lows) and (any(item.kind == "date" for item in items) or "now" in lows):
            return "capture"
    return sense


def _longest(hits):
    out = []
    for hit in hits:
        if any(o is not hit and o.start <= hit.start and hit.end <= o.end and (o.end - o.start, o.stop) > (hit.end - hit.start, hit.stop) for o in hits):
            continue
        out.append(hit)
    return out


def _actor_id(items, indices):
    return items[indices[0]].actor.actor if indices and items[indices[0]].actor else ""


def _by_sentence(sentences, spans):
    out = [[] for _ in sentences]
    ordered = sorted(spans, key=lambda s: s.start)
    pos = 0
    for number, sentence in enumerate(sentences):
        while pos < len(ordered) and ordered[pos].start < sentence.start:
            pos += 1
        k = pos
        while k < len(ordered) and ordered[k].start < sentence.end:
            out[number].append(ordered[k]); k += 1
    return out
