"""Train the clues to left-out parties: ``python -m geo.facts.train_parties`` rewrites ``party_clues.csv``.

Learns from the annotated events (``geo.facts.train``) whose sentence does not tell who acted, or whom it befell: of
the parties that may be meant the annotated one shall score highest, or none where none of them is. ``parties`` of a
line of ``annotated.jsonl`` are the [actor, target] of its events; ``annotated_names.jsonl`` has what each is called, by
conflict. With ``--check`` nothing is written: each conflict is judged by what was learnt from the others.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from platformdirs import user_cache_path

from geo.facts.actors_fold import fold
from geo.facts.beside import STATES
from geo.facts.frames import find_told
from geo.facts.parties import scenes, victim
from geo.facts.party_clues import CLUES
from geo.facts.scene import agent_clues, patient_clues
from geo.facts.train import annotated, is_told, prepare
from geo.facts.train_salience import Choice
from geo.facts.train_salience import fit as fit_choices
from geo.facts.war import table
from geo.facts.weights import read_rows
from geo.gazetteer import open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geo.facts.roster import Roster
    from geo.facts.scene import Scene
    from geo.gazetteer import Gazetteer
    from geo.records import ActorMention, Frame

PENALTY = 8.0
NONE = "least"  # the clue of choosing nobody: what a party must reach
TRUST = 0.6  # in what is learnt, against the guess
EASE = 0.5  # a party is filled in though nobody is this much likelier: one of several wrong ones is often its ally
PARTS, ROUNDS = ("agent", "patient"), 2
Weights = Mapping[str, Mapping[str, float]]
_DATA = files("geo") / "data" / "facts"


class Story(NamedTuple):
    """One annotated article: its annotation, what its sentences tell, its parties."""

    raw: dict[str, Any]
    told: tuple[Frame, ...]
    actors: tuple[ActorMention, ...]
    roster: Roster


@cache
def _names() -> dict[str, dict[str, list[str]]]:
    lines = (_DATA / "annotated_names.jsonl").read_text("utf-8").splitlines()
    return {line["group"]: line["names"] for line in map(json.loads, lines)}


def _plain(name: str) -> str:
    """Give a party's name without the words that make no difference: "the M23 fighters" is "m23"."""
    return " ".join(re.sub(r"\b(?:the|forces?|troops|fighters|units|of|loyal|to)\b", " ", fold(name)).split())


def read_stories(gazetteer: Gazetteer) -> Iterator[Story]:
    """Read what the sentences of every annotated article tell."""
    for raw, article in annotated():
        sentences, mentions, actors, dates, roster = prepare(article, gazetteer)
        told, _ = find_told(article, sentences, mentions, actors, dates, roster)
        yield Story(raw, told, actors, roster)


def read_choices(stories: Iterable[Story], weights: Weights) -> Iterator[tuple[str, Choice]]:
    """Give for each annotated event that leaves a party out who may be meant; ``agent`` or ``patient`` comes first.

    What `weights` fill in is what later frames see of the earlier ones.
    """
    for raw, told, actors, roster in stories:
        for scene, _ in scenes(told, actors, roster, weights):
            annotations = zip(raw["events"], raw["parties"], strict=True)
            pair = next((pair for event, pair in annotations if _fits(event, scene)), None)
            if pair is not None:
                yield from _of_scene(scene, raw["group"], *(_means(raw, party) for party in pair))


def _fits(event: Sequence[Any], scene: Scene) -> bool:
    """Whether an annotated event is what a frame tells; one that may as well be left out teaches nothing."""
    senses, frame = table(), scene.frame
    able = frame.sense in (senses.two_sided | senses.one_sided) - STATES
    return able and not event[-1] and is_told(event, frame)


def _means(raw: dict[str, Any], party: str) -> Callable[[str], bool]:
    """Give whether an actor of ours is an annotated party."""
    names = {_plain(name) for name in (party, *_names()[raw["group"]].get(party, ()))} if party else set()
    return lambda actor: _plain(actor) in names


def _of_scene(
    scene: Scene, group: str, is_actor: Callable[[str], bool], is_target: Callable[[str], bool]
) -> Iterator[tuple[str, Choice]]:
    senses, frame, war = table(), scene.frame, scene.war
    hit, agent = victim(scene), frame.agent
    if not agent and frame.sense in senses.two_sided | senses.one_sided:
        able = [actor for actor in scene.candidates if not hit or not war.allied(actor, hit)]
        yield "agent", _choice(group, able, [dict(agent_clues(scene, actor, hit)) for actor in able], is_actor)
        agent = next((actor for actor in able if is_actor(actor)), "")
    if agent and not hit and frame.sense in senses.two_sided and war.fights(agent):
        able = [actor for actor in scene.candidates if not war.allied(actor, agent)]
        yield "patient", _choice(group, able, [dict(patient_clues(scene, actor, agent)) for actor in able], is_target)


def _choice(group: str, able: Sequence[str], clues: Sequence[dict[str, float]], right: Callable[[str], bool]) -> Choice:
    """Make a choice of some parties, nobody being the last of them."""
    chosen = tuple(number for number, actor in enumerate(able) if right(actor))
    return Choice(group, (*clues, {NONE: 1.0}), chosen or (len(able),))


def fit(part: str, choices: Sequence[Choice]) -> dict[str, float]:
    """Fit the weights of one part, and draw them near the analyst's guess, which holds where data are few or alike."""
    guess = {row["clue"]: float(row["guess"]) for row in read_rows(CLUES) if row["part"] == part}
    learnt = fit_choices(choices, PENALTY)
    learnt[NONE] -= EASE
    return {clue: TRUST * learnt.get(clue, 0.0) + (1 - TRUST) * guess.get(clue, 0.0) for clue in {*learnt, *guess}}


def check(part: str, choices: Sequence[Choice]) -> str:
    """Judge each conflict by what the others taught."""
    right = given = 0
    for group in sorted({choice.group for choice in choices}):
        weights = fit(part, [choice for choice in choices if choice.group != group])
        for choice in choices:
            if choice.group == group:
                scores = [sum(weights.get(name, 0.0) * value for name, value in one.items()) for one in choice.clues]
                best = scores.index(max(scores))
                given += best < len(scores) - 1
                right += best < len(scores) - 1 and best in choice.right
    return f"{part}: {right} right of {given} filled in, {len(choices)} left out"


def write(weights: Weights) -> None:
    """Write the weights of both parts in the place of the old; guess and meaning stay."""
    path = Path(str(_DATA)) / CLUES
    header = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    known = {(row["part"], row["clue"]): (row["guess"], row["meaning"]) for row in read_rows(CLUES)}
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("part", "clue", "weight", "guess", "meaning"))
    for part, table_of in weights.items():
        for clue, weight in sorted(table_of.items(), key=lambda entry: (entry[0] != NONE, entry[0])):
            rows.writerow((part, clue, f"{weight:.2f}", *known.get((part, clue), ("0.00", ""))))
    path.write_text("\n".join(header) + "\n" + out.getvalue(), "utf-8", newline="\n")


def learn(stories: Sequence[Story]) -> tuple[Weights, dict[str, list[Choice]]]:
    """Learn from what the sentences tell, then again with what that fills in; gives the choices too."""
    weights: Weights = {part: {NONE: inf} for part in PARTS}
    for _ in range(ROUNDS):
        choices = list(read_choices(stories, weights))
        parts = {part: [choice for name, choice in choices if name == part] for part in PARTS}
        weights = {part: fit(part, chosen) for part, chosen in parts.items()}
    return weights, parts


def main() -> None:
    """Train on all annotated articles and write the weights, or check what training gives."""
    weights, parts = learn(list(read_stories(open_gazetteer(user_cache_path("sitmap", appauthor=False)))))
    if "--check" in sys.argv[1:]:
        print(*(check(part, chosen) for part, chosen in parts.items()), sep="\n")
    else:
        write(weights)


if __name__ == "__main__":
    main()
