"""Sections of rows set into columns: as large as they fit, the least needed rows left out at need."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from maps.figure.brush import text_width, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from maps.figure.keys import Draw
    from maps.figure.view import Box

TEXT, HEAD = 6.6, 7.0  # points
_ROW, _LINE, _GAP, _AIR = 10.6, 7.0, 6.0, 5.0
_SCALES = (1.0, 0.94, 0.88, 0.82, 0.76)


@dataclass(frozen=True)
class Row:
    """A key and its words; `count` facts look so, 0 where counting them says nothing."""

    text: str
    draw: Draw | None
    count: int = 0


@dataclass(frozen=True)
class Section:
    """A heading (or none) and its rows; `pairs` sets two rows side by side, `key` is the breadth of their keys."""

    title: str
    rows: tuple[Row, ...]
    pairs: bool = False
    key: float = 27.0


@dataclass(frozen=True)
class Cell:
    """A row in its place: left and right edge, middle, breadth of key, lines of words; a heading has no row."""

    left: float
    right: float
    middle: float
    key: float
    lines: tuple[str, ...]
    draw: Draw | None = None
    heading: bool = False
    count: str = ""


def fit(sections: Sequence[Section], boxes: Sequence[Box], more: Callable[[int], str]) -> tuple[list[Cell], float]:
    """Set sections into columns.

    Parameters
    ----------
    sections
        In reading order.
    boxes
        The columns, in order.
    more
        Gives the words for so many rows left out.

    Returns
    -------
    cells, scale
        The scale is of all sizes.
    """
    for scale in _SCALES:
        cells = _flow(sections, boxes, scale, whole=True) or _flow(sections, boxes, scale)
        if cells is not None:
            return cells, scale
    return _shortened(sections, boxes, scale, more)


def _shortened(
    sections: Sequence[Section], boxes: Sequence[Box], scale: float, more: Callable[[int], str], lost: int = 0
) -> tuple[list[Cell], float]:
    """Leave out rows until the rest fits: kinds first, from the end, parties last."""
    spare = max(range(len(sections)), key=lambda index: (sections[index].pairs, index))
    rows = sections[spare].rows
    for kept in range(len(rows) - 1, -1, -1):
        note = Row(more(lost + len(rows) - kept), None)
        shorter = replace(sections[spare], rows=(*rows[:kept], note))
        cells = _flow([*sections[:spare], shorter, *sections[spare + 1 :]], boxes, scale)
        if cells is not None:
            return cells, scale
    rest = [*sections[:spare], *sections[spare + 1 :]]
    return _shortened(rest, boxes, scale, more, lost + len(rows)) if rest else ([], scale)


def _flow(sections: Sequence[Section], boxes: Sequence[Box], scale: float, *, whole: bool = False) -> list[Cell] | None:
    """Give every row its place, sections undivided where `whole`; ``None`` where they need more room."""
    cells: list[Cell] = []
    column = 0
    left, bottom, right, top = boxes[0]
    y = top
    for section in sections:
        y -= _GAP * scale if y < top else 0.0
        lines = _lines(section, right - left, scale)
        for number, (height, line) in enumerate(lines):
            wanted = height + (_ROW * scale if number == 0 and section.title else 0.0)
            if whole and number == 0:
                wanted = sum(height for height, _ in lines)
            if y - wanted < bottom:
                column += 1
                if column >= len(boxes):
                    return None
                left, bottom, right, top = boxes[column]
                y = top
            cells += [
                replace(cell, left=left + cell.left, right=left + cell.right, middle=y - height / 2) for cell in line
            ]
            y -= height
    return cells


def _lines(section: Section, width: float, scale: float) -> list[tuple[float, list[Cell]]]:
    """Give the lines of a section: height and cells, lefts from the column's edge."""
    lines: list[tuple[float, list[Cell]]] = []
    if section.title:
        lines.append((_ROW * scale, [Cell(0.0, width, 0.0, 0.0, (section.title,), heading=True)]))
    step = 2 if section.pairs else 1
    breadth = width / step
    for index in range(0, len(section.rows), step):
        cells = [
            Cell(
                breadth * place,
                breadth * (place + 1) - _AIR,
                0.0,
                section.key * scale,
                _words(row, section, breadth, scale),
                row.draw,
                count=_count(row),
            )
            for place, row in enumerate(section.rows[index : index + step])
        ]
        longest = max(len(cell.lines) for cell in cells)
        lines.append(((_ROW + _LINE * (longest - 1)) * scale, cells))
    return lines


def _words(row: Row, section: Section, breadth: float, scale: float) -> tuple[str, ...]:
    room = breadth - section.key * scale - _AIR - text_width(_count(row), TEXT * scale)
    return tuple(wrapped(row.text, room, TEXT * scale, 3 if section.pairs else 2))


def _count(row: Row) -> str:
    return f" {row.count}" if row.count else ""
