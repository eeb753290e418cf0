"""Train the second reader: ``python -m geo.facts.train`` rewrites ``geo/data/facts/second_reader.csv``.

Learns from the events of ``geo/data/facts/annotated.jsonl``, told in the texts of ``geo/data/toponyms/corpus.jsonl``
(our own text). One JSON object a line: ``id``, ``published``, ``group`` (the conflict) and ``events``, each
``[start, end, type, [subtypes just as good], lat, lon, radius_km, optional]``, the offsets those of its sentence.
The same data and gazetteer give the same weights. With ``--check`` nothing is written: each conflict is judged by what
was learnt from the others.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from platformdirs import user_cache_path

from geo.facts.actors import find_actors
from geo.facts.beside import STATES
from geo.facts.events import strongest, taxonomy
from geo.facts.frames import find_candidates
from geo.facts.logistic import fit_logistic
from geo.facts.rejudge import judge_by_actors
from geo.facts.roster import load_roster
from geo.facts.second_reader import DOUBTED, SURE, WEIGHTS, describe
from geo.facts.weights import likelihood
from geo.gazetteer import open_gazetteer
from geo.geodesy import distance_km
from geo.language import find_dates, split_sentences
from geo.records import Article, Interval
from geo.toponyms import countries_of, find_mentions

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from geo.facts.roster import Roster
    from geo.gazetteer import Gazetteer
    from geo.records import ActorMention, DateMention, Frame, Mention, Sentence

PENALTY, LEAST_WEIGHT, LEAST_REACH_KM = 4.0, 0.03, 25.0
HEADER = """# Weights of the second reader (geo/facts/second_reader.py), written by `python -m geo.facts.train`.
# feature: a circumstance of a frame; weight: how much it speaks for (above 0) or against an event (log odds).
"""


@dataclass(frozen=True, slots=True)
class Example:
    """One frame: the conflict of its article, its features, whether the rules doubted it, whether it is right."""

    group: str
    features: tuple[str, ...]
    doubted: bool
    right: bool


class Prepared(NamedTuple):
    """What the grammar reads of one article."""

    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    actors: tuple[ActorMention, ...]
    dates: tuple[DateMention, ...]
    roster: Roster


def annotated() -> Iterator[tuple[dict[str, Any], Article]]:
    """Give every annotated article with its annotation."""
    data = files("geo") / "data"
    lines = (data / "toponyms" / "corpus.jsonl").read_text("utf-8").splitlines()
    texts = {raw["id"]: raw["text"] for raw in map(json.loads, lines)}
    for line in (data / "facts" / "annotated.jsonl").read_text("utf-8").splitlines():
        raw = json.loads(line)
        yield raw, _article(raw, texts[raw["id"]])


def prepare(article: Article, gazetteer: Gazetteer) -> Prepared:
    """Read places, parties and dates of an article."""
    sentences = split_sentences(article)
    mentions = find_mentions(article, sentences, gazetteer)
    roster = load_roster([], countries_of(mentions))
    actors, _ = find_actors(article, sentences, mentions, roster)
    return Prepared(sentences, judge_by_actors(mentions, actors), actors, find_dates(article, sentences), roster)


def read_examples(gazetteer: Gazetteer) -> Iterator[Example]:
    """Read every annotated article and tell of each frame whether an event was annotated there."""
    for raw, article in annotated():
        yield from _of_article(raw, article, gazetteer)


def _article(raw: dict[str, Any], text: str) -> Article:
    day = dt.date.fromisoformat(raw["published"]) if len(raw["published"]) == len("2020-01-01") else None
    published = Interval(day, day, "day") if day else Interval()
    return Article(name=raw["id"], text=text, sha256="", published=published)


def _of_article(raw: dict[str, Any], article: Article, gazetteer: Gazetteer) -> Iterator[Example]:
    sentences, mentions, actors, dates, roster = prepare(article, gazetteer)
    frames, _ = find_candidates(article, sentences, mentions, actors, dates, roster)
    # What a stronger frame of its sentence swallows is neither right nor wrong.
    sure = strongest([frame for frame in frames if not _doubted(frame)])
    learnt = {id(frame) for frame in (*sure, *filter(_doubted, strongest(frames)))}
    told = told_once(raw["events"], [frame for frame in frames if frame.sense not in STATES and id(frame) in learnt])
    for frame, features in zip(frames, describe(frames, mentions), strict=True):
        if frame.sense not in STATES and id(frame) in learnt:
            yield Example(raw["group"], features, _doubted(frame), id(frame) in told)


def _doubted(frame: Frame) -> bool:
    return "doubt" in dict(frame.details)


def told_once(events: Sequence[Sequence[Any]], frames: Sequence[Frame]) -> set[int]:
    """Pair each annotated event with the best frame that tells it, each once; gives the ids of the right frames.

    Frames that will be one event (of one sentence, sense, status and place) are right together.
    """
    pairs = [
        (_fit(event, frame), -at, -number)
        for at, event in enumerate(events)
        for number, frame in enumerate(frames)
        if is_told(event, frame)
    ]
    used: set[int] = set()
    right: set[tuple[Hashable, ...]] = set()
    for _, at, number in sorted(pairs, reverse=True):
        if at not in used and _key(frames[-number]) not in right:
            used.add(at)
            right.add(_key(frames[-number]))
    return {id(frame) for frame in frames if _key(frame) in right}


def _fit(event: Sequence[Any], frame: Frame) -> tuple[bool, bool, float]:
    """Give how well a frame that tells an event does so: of its very subtype, without doubt, of high confidence."""
    return taxonomy()[frame.sense, ""][1] in event[3], not _doubted(frame), frame.confidence


def _key(frame: Frame) -> tuple[Hashable, ...]:
    return frame.sentence.start, frame.sense, frame.status, frame.places[0].location.place.id


def is_told(event: Sequence[Any], frame: Frame) -> bool:
    """Whether an annotated event is what a frame says: its sentence, its kind, its place."""
    start, end, kind, subtypes, lat, lon, radius, _ = event
    found_kind, found_subtype = taxonomy()[frame.sense, ""]
    location = frame.places[0].location
    near = lat is None or distance_km(lat, lon, location.lat, location.lon) <= max(LEAST_REACH_KM, radius)
    same = kind == found_kind or found_subtype in subtypes
    return bool(start < frame.sentence.end and frame.sentence.start < end and same and near)


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Fit the logistic model; gives ``bias`` and the weight of each feature."""
    return fit_logistic(
        [example.features for example in examples], [example.right for example in examples], penalty=PENALTY
    )


def check(examples: Sequence[Example]) -> str:
    """Judge each conflict by what the others taught; say what the rules alone give and what the second reader gives."""
    kept = right = 0
    for group in sorted({example.group for example in examples}):
        table = fit([example for example in examples if example.group != group])
        for example in examples:
            if example.group != group:
                continue
            if likelihood(table, example.features) >= (DOUBTED if example.doubted else SURE):
                kept, right = kept + 1, right + example.right
    rules = [example.right for example in examples if not example.doubted]
    return f"rules alone: {sum(rules)} right of {len(rules)}; with the second reader: {right} right of {kept}"


def write(table: dict[str, float]) -> None:
    """Write the weights that matter, to three decimals."""
    rows = [f"{name},{value:.3f}" for name, value in sorted(table.items()) if abs(value) >= LEAST_WEIGHT]
    path = Path(str(files("geo"))) / "data" / "facts" / WEIGHTS
    path.write_text(HEADER + "feature,weight\n" + "\n".join(rows) + "\n", "utf-8")


def main() -> None:
    """Train on all annotated articles and write the weights, or check what training gives."""
    examples = list(read_examples(open_gazetteer(user_cache_path("sitmap", appauthor=False))))
    if "--check" in sys.argv[1:]:
        print(check(examples))
    else:
        write(fit(examples))


if __name__ == "__main__":
    main()
