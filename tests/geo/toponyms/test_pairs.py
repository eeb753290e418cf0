"""Names run together, taken apart."""

from __future__ import annotations

from geo.toponyms.pairs import split_pairs
from geo.toponyms.recognise import Found
from geo.toponyms.runs import Line


def parts_of(text: str, known: set[str]) -> list[str]:
    words, starts, at = text.split(), [], 0
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    line = Line(words, starts)
    name = Found(0, 0, len(words), 0, len(text), text, "literal", 1.0)
    return [part.phrase for part in split_pairs([line], [name], text, known.__contains__)]


def test_a_name_that_ends_with_its_line_is_not_part_of_the_next():
    assert parts_of("Amhara Region\nAddis Ababa", {"Amhara Region", "Addis Ababa"}) == ["Amhara Region", "Addis Ababa"]
    assert parts_of("Lashkar Gah\nHumanitarian", {"Lashkar Gah"}) == ["Lashkar Gah"]


def test_a_name_that_is_known_whole_goes_over_the_line():
    assert parts_of("Port\nSudan", {"Port\nSudan", "Sudan"}) == ["Port\nSudan"]


def test_a_name_of_which_nothing_is_known_stays_whole():
    assert parts_of("Old\nZarzib", set()) == ["Old\nZarzib"]
