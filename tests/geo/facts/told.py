"""Sentences with their toponyms, parties and dates marked by hand, for the tests of the grammar.

``{Sorman}`` is a toponym, ``{Nirgends?}`` one that no gazetteer knows, ``<the army=SAF>`` a party with its id,
``~on 4 May=2023-05-04~`` a date.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from geo.facts.frames import find_frames
from geo.records import (
    ActorMention,
    Article,
    DateMention,
    Frame,
    Interval,
    Location,
    Mention,
    NotMapped,
    Place,
    Sentence,
)

_MARK = re.compile(r"\{(?P<place>[^}]+)\}|<(?P<actor>[^=>]+)=(?P<id>[^>]+)>|~(?P<date>[^=~]+)=(?P<when>[^~]+)~")


@dataclass(frozen=True)
class Told:
    """What the grammar read in a marked text."""

    article: Article
    frames: tuple[Frame, ...]
    left: tuple[NotMapped, ...]

    def brief(self) -> list[tuple[str, str, str, str]]:
        """Give sense, agent, patient and place of each frame."""
        return [(f.sense, f.agent, f.patient, f.places[0].location.place.name) for f in self.frames]

    def only(self) -> Frame:
        """Give the single frame."""
        assert len(self.frames) == 1, self.brief()
        return self.frames[0]


def tell(*marked: str, headings: tuple[int, ...] = (), paragraphs: tuple[int, ...] = ()) -> Told:
    """Read sentences; `headings` are the numbers of those that are headings, `paragraphs` where each one stands."""
    text = ""
    sentences, mentions, actors, dates = [], [], [], []
    for number, one in enumerate(marked):
        start = len(text)
        position = 0
        for mark in _MARK.finditer(one):
            text += one[position : mark.start()]
            begin = len(text)
            text += (mark["place"] or "").rstrip("?") or mark["actor"] or mark["date"]
            if mark["place"]:
                mentions.append(_mention(begin, mark["place"]))
            elif mark["actor"]:
                actors.append(ActorMention(begin, len(text), mark["actor"], mark["id"]))
            else:
                day = dt.date.fromisoformat(mark["when"])
                dates.append(DateMention(begin, len(text), Interval(day, day, "day")))
            position = mark.end()
        text += one[position:]
        paragraph = paragraphs[number] if paragraphs else 0
        sentences.append(Sentence(start, len(text), text[start:], paragraph, heading=number in headings))
        text += " "
    article = Article(name="told.txt", text=text, sha256="")
    frames, left = find_frames(article, sentences, mentions, actors, dates)
    return Told(article, frames, left)


def _mention(start: int, name: str) -> Mention:
    """Place a toponym somewhere of its own; a name that ends in "*" is a region, one in "?" nobody knows."""
    bare = name.rstrip("*?")
    if name.endswith("?"):
        return Mention("told.txt", start, start + len(bare), bare, "literal", None, 0.5, "no gazetteer knows this name")
    place = Place(
        id=f"t:{bare}",
        name=bare,
        lat=10 + sum(map(ord, bare)) % 50,
        lon=10 + len(bare),
        country="LY",
        feature_class="A" if name.endswith("*") else "P",
    )
    return Mention(
        "told.txt", start, start + len(name), bare, "literal", Location(place, place.lat, place.lon, 5.0), 1.0
    )
