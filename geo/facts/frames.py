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
``rule`` is the trigger's row and its construction (``capture.verb/passive``). ``details`` holds ``construction``;
``near``, 0 when the place stands right of the trigger in its clause, 1 left of it, more farther off; ``inferred``,
which of agent, patient and place came from the context; ``doubt``, why the rules alone would
not tell it (``second_reader``). Negations and hypotheses give no frame but a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.beside import beside
from geo.facts.chains import with_chains
from geo.facts.coordination import with_leads
from geo.facts.frame_reader import FrameReader
from geo.facts.inside import inside
from geo.facts.outcome import with_causes
from geo.facts.parties import complete
from geo.facts.second_reader import judge_frames
from geo.facts.serial_dates import with_serial_dates
from geo.facts.tolls import count_tolls
from geo.records import NotMapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.items import Cut
    from geo.facts.parties import Sides
    from geo.records import ActorMention, Article, DateMention, Frame, Mention, Sentence


def find_frames(  # noqa: PLR0917 - the signature all stages of facts agreed on
    article: Article,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    actor_mentions: Sequence[ActorMention],
    dates: Sequence[DateMention],
    roster: Sides | None = None,
    *,
    cut: Cut | None = None,
) -> tuple[tuple[Frame, ...], tuple[NotMapped, ...]]:
    """Read the frames of one article.

    Parameters
    ----------
    article
        The article; its name and publication date are used.
    sentences
        Its sentences in text order, headings flagged.
    mentions, actor_mentions, dates
        What stands in the text; toponyms count when they are literal and placed, pronouns come resolved.
    roster
        What is known of the parties: their sides and kinds.
    cut
        Takes the items of the sentences, for `Told` to go on with.

    Returns
    -------
    tuple of Frame, tuple of NotMapped
        Frames in text order, and the sentences with a trigger that gave none, each with the reason.
    """
    cut = {} if cut is None else cut
    told, left = find_told(article, sentences, mentions, actor_mentions, dates, roster, cut=cut)
    led = tuple(with_leads(complete(told, actor_mentions, roster), actor_mentions))
    lines = [(one, cut[one.start, bool(inside(one, dates))]) for one in sentences]
    return tuple(with_chains(led, lines)), left


def find_told(  # noqa: PLR0917 - as find_frames
    article: Article,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    actor_mentions: Sequence[ActorMention],
    dates: Sequence[DateMention],
    roster: Sides | None = None,
    *,
    cut: Cut | None = None,
) -> tuple[tuple[Frame, ...], tuple[NotMapped, ...]]:
    """Read the frames as their sentences tell them, before parties that they leave out are filled in."""
    candidates, left = find_candidates(article, sentences, mentions, actor_mentions, dates, roster, cut=cut)
    frames, dropped = judge_frames(candidates, mentions)
    kept = {frame.sentence.start for frame in frames}
    why = {frame.sentence.start: _unlikely(frame) for frame in dropped}
    reasons = {one.start: one for one in (*why.values(), *left) if one.start not in kept}
    caused = tuple(with_causes(tuple(with_serial_dates(frames, mentions, dates)), dates))
    told = tuple(with_leads(count_tolls(caused, sentences, mentions), actor_mentions))
    return told, tuple(reasons.values())


def find_candidates(  # noqa: PLR0917 - as find_frames
    article: Article,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    actor_mentions: Sequence[ActorMention],
    dates: Sequence[DateMention],
    roster: Sides | None = None,
    *,
    cut: Cut | None = None,
) -> tuple[list[Frame], tuple[NotMapped, ...]]:
    """Read all that may be a frame: what the rules give, and what they doubt, which says why in its details."""
    reader = FrameReader(
        article, sentences, mentions=mentions, actors=actor_mentions, dates=dates, roster=roster, cut=cut
    )
    for number in range(len(sentences)):
        reader.read_sentence(number)
    told = sorted((*reader.frames, *reader.doubtful), key=_in_text)
    return sorted((*told, *beside(told, mentions, reader.off)), key=_in_text), tuple(reader.left.values())


def _in_text(frame: Frame) -> tuple[int, int]:
    return frame.sentence.start, frame.trigger.start


def _unlikely(frame: Frame) -> NotMapped:
    sentence = frame.sentence
    return NotMapped(frame.article, sentence.start, sentence.end, sentence.text, "unlikely to be an event")
