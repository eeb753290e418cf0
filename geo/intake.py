"""One unit of input to its reading: what is kept between builds and done in parallel."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from geo.articles import Sandbox, read_unit
from geo.records import Article, Failure, Mention, NotMapped, Reading, Span
from geo.sheet import slim

if TYPE_CHECKING:
    import datetime as dt

    from geo.articles import Unit
    from geo.reader import Reader
    from geo.shared import Shared

_QUICK = 1  # a zlib level: a fifth of the size for little time


@dataclass(frozen=True, slots=True)
class Problem:
    """What was wrong with a unit; when `kept`, its article was read without what the problem names."""

    text: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class UnitReading:
    """What one unit gave.

    `settled` is false where another day or another try may give something else: it is not kept.
    """

    reading: Reading | None = None
    problems: tuple[Problem, ...] = ()
    settled: bool = True

    def failures(self, unit: Unit) -> tuple[Failure, ...]:
        """Give the problems under the unit's name."""
        return tuple(Failure(unit.shown, problem.text, problem.kept) for problem in self.problems)


def take_in(unit: Unit, reader: Reader, sandbox: Sandbox, today: dt.date | None) -> UnitReading:
    """Read a unit; whatever breaks on it becomes its problem, so that one bad article never loses the others."""
    unanswered = reader.online.unanswered if reader.online else 0
    reading, problems = None, []
    for item in read_unit(unit, sandbox, today=today):
        if isinstance(item, Article):
            if item.sha256 != unit.content:
                return UnitReading(problems=(Problem("changed while it was read; build again"),), settled=False)
            try:
                reading = reader.read(item)
            except Exception as problem:  # noqa: BLE001 - see above
                problems.append(Problem(f"could not be understood ({type(problem).__name__}: {problem})"))
        else:
            problems.append(Problem(item.problem, item.kept))
    answered = reader.online is None or reader.online.unanswered == unanswered
    future = any("lies in the future" in problem.text for problem in problems)
    return UnitReading(reading, tuple(problems), settled=answered and not future and bool(unit.content))


@dataclass(frozen=True, slots=True)
class _Rest:
    """What a slim reading leaves out, with the article as it is."""

    article: Article
    mentions: tuple[Mention, ...]
    not_mapped: tuple[NotMapped, ...]
    sentences: tuple[Span, ...]


def pack(reading: UnitReading) -> bytes:
    """Write a unit's reading as bytes, what is seldom asked for by itself: for the store, and between processes."""
    told, rest = reading.reading, None
    if told is not None:
        rest = _Rest(told.article, told.mentions, told.not_mapped, told.sentences)
        reading = replace(reading, reading=slim(told))
    return msgspec.msgpack.encode([zlib.compress(msgspec.msgpack.encode(part), _QUICK) for part in (reading, rest)])


def unpack(content: bytes, shared: Shared, *, whole: bool = True) -> UnitReading:
    """Read what `pack` wrote.

    Parameters
    ----------
    content
        The bytes.
    shared
        What readings have in common.
    whole
        Whether text, mentions and sentences are wanted, or a slim reading will do (`geo.sheet.slim`).

    Raises
    ------
    ValueError
        The bytes are no reading.
    """
    try:
        main, left_out = msgspec.msgpack.decode(content, type=tuple[bytes, bytes])
        found = _decoder().decode(zlib.decompress(main))
        if whole and found.reading is not None:
            rest = _rest_decoder().decode(zlib.decompress(left_out))
            found = replace(found, reading=_whole(found.reading, rest))
    except (zlib.error, msgspec.MsgspecError) as problem:
        raise ValueError(str(problem)) from problem
    if found.reading is not None:
        shared.take_in(found.reading)
    return found


def _whole(reading: Reading, rest: _Rest) -> Reading:
    return replace(
        reading,
        article=rest.article,
        mentions=rest.mentions,
        not_mapped=rest.not_mapped,
        sentences=rest.sentences,
        sheet=None,
    )


@cache
def _decoder() -> msgspec.msgpack.Decoder[UnitReading]:
    return msgspec.msgpack.Decoder(UnitReading)


@cache
def _rest_decoder() -> msgspec.msgpack.Decoder[_Rest]:
    return msgspec.msgpack.Decoder(_Rest)
