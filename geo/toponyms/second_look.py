"""A second look at an article, for names that the recogniser missed and that other evidence proves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.toponyms.evidence import ANALYST
from geo.toponyms.lexicon import abbreviations, demonyms, list_members
from geo.toponyms.relatives import length_after
from geo.toponyms.rules import relations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.toponyms.evidence import Evidence
    from geo.toponyms.model import Chances
    from geo.toponyms.recognise import Decoder, Found
    from geo.toponyms.runs import Line

_SURE = 0.8
_LONGEST_NAME = 5
_MOST_ADJECTIVES = 2
_LEAST_CHANCE = 0.12  # below this even a name found elsewhere in the article is something else here
_LEAST_CHANCE_LONG = 0.03  # the same for names of several words, which seldom mean two things
_CHANCE_BY_EVIDENCE = 0.5


class SecondLook:
    """Looks for names found elsewhere in the article, the analyst's own places, proved villages, "US" and the like.

    Parameters
    ----------
    decoder
        Reads tokens as a name.
    evidence
        What the gazetteer knows.
    lines
        The article's sentences.
    found
        The names found at first sight.
    """

    def __init__(self, decoder: Decoder, evidence: Evidence, lines: Sequence[Line], found: Sequence[Found]) -> None:
        self._decoder, self._evidence, self._lines = decoder, evidence, lines
        self._taken = {(name.line, i) for name in found for i in range(name.first, name.last)}
        sure = [name for name in found if name.role == "literal" and name.chance > _SURE]
        self._proved = {
            name.phrase.casefold() for name in sure if is_proved(lines[name.line].words, name.first, name.last)
        }
        self._surely = {name.phrase.casefold() for name in sure}
        self._heads = {lines[name.line].words[name.first].casefold() for name in sure}

    def missed(self, posteriors: Sequence[Chances]) -> Iterator[Found]:
        """Give what was missed, the longest name at each place; what one sentence proves is then known in all."""
        first = list(self._pass(posteriors))
        yield from first
        proved = {name.phrase.casefold() for name in first if name.role == "literal"} - self._surely
        if proved:
            self._surely |= proved
            self._proved |= proved
            self._heads |= {self._lines[name.line].words[name.first].casefold() for name in first}
            yield from self._pass(posteriors)

    def _pass(self, posteriors: Sequence[Chances]) -> Iterator[Found]:
        proves = relations()
        proving = proves.units.keys() | proves.settlements | proves.proof["called"] | proves.proof["spots"]
        for k, (line, chances) in enumerate(zip(self._lines, posteriors, strict=True)):
            told = not proving.isdisjoint(line.words)
            for i in sorted(chances):
                if self._may_begin(line, i, proves=told):
                    yield from self._longest_at(k, line, i, chances)

    def _may_begin(self, line: Line, i: int, *, proves: bool) -> bool:
        """Whether there is any reason to look here: cheap, as it is asked of every token."""
        word = line.words[i]
        if not word[0].isalpha() or (word.islower() and word not in list_members("article")):
            return False
        if proves or self._evidence.analysts:
            return True
        return word.casefold() in self._heads or word in abbreviations() or (i > 1 and line.words[i - 1] == "of")

    def _longest_at(self, number: int, line: Line, i: int, chances: Chances) -> Iterator[Found]:
        for last in range(i + _LONGEST_NAME, i, -1):
            if all(j in chances and (number, j) not in self._taken for j in range(i, last)):
                name = self._judge(number, line, (i, last), chances)
                if name:
                    self._taken.update((number, j) for j in range(i, last))
                    yield name
                    return

    def _judge(self, number: int, line: Line, tokens: tuple[int, int], chances: Chances) -> Found | None:
        first, last = tokens
        if not self._may_be(line, first, last):
            return None
        name = self._decoder.read(number, line, first, last, chances)
        known = self._evidence.get(name.phrase)
        least = _LEAST_CHANCE_LONG if last - first > 1 else _LEAST_CHANCE
        if name.phrase.casefold() in self._proved and _stands_alone(line.words, first, last):
            return replace(name, role="literal", chance=max(name.chance, _CHANCE_BY_EVIDENCE))
        if name.phrase.casefold() in self._surely and name.chance >= least:
            return name
        surer = max(name.chance, _CHANCE_BY_EVIDENCE)
        if known == ANALYST or is_proved(line.words, first, last):
            return replace(name, role="literal", chance=surer)
        if name.phrase in abbreviations() and known.upper() == "C" and not _is_shouted(line):
            # "US officials" is no place on the map but speaks of the country.
            return replace(name, role="associative", chance=surer)
        return None

    def _may_be(self, line: Line, first: int, last: int) -> bool:
        """Whether anything speaks for a name: cheaper to ask than its chance."""
        _, start, end = self._decoder.bounds(line, first, last)
        phrase = self._decoder.text[start:end]
        known = phrase in abbreviations() or self._evidence.get(phrase) == ANALYST
        return known or phrase.casefold() in self._surely or is_proved(line.words, first, last)


_BEGINNING = 400  # words


def is_proved(words: Sequence[str], first: int, last: int) -> bool:
    """Whether the sentence itself says that a name is a place: "the village of X", "X, a hamlet near", "X, 30 km west".

    Parameters
    ----------
    words
        The sentence.
    first, last
        The name is tokens ``[first, last)``.
    """
    inner = list_members("inner")
    if not all(word[0].isupper() or word in inner for word in words[first:last]):
        return False
    if last < len(words) and (words[last][0].isupper() or words[last] in inner):
        return False  # the name goes on
    if words[first - 1 : first] == ["of"] and words[first - 2].lower() in relations().settlements:
        return True
    if _is_called(words, first, last):
        return True
    return words[last : last + 1] == [","] and (
        length_after(words, last + 1) is not None or _is_apposition(words, last + 1)
    )


def _is_called(words: Sequence[str], first: int, last: int) -> bool:
    """Whether what follows a name is a settlement or a part of one: "in X village", "in X's main square"."""
    before = words[first - 1].lower() if first else ""
    if before not in relations().proof["before"] and not before.endswith("ed"):
        return False
    if words[first].lower() in demonyms() or words[first].lower() in list_members("group"):
        return False
    if words[last : last + 1] == ["'s"]:
        rest = words[last + 1 : last + 4]
        return any(
            word in relations().proof["spots"] and all(mid in relations().proof["middle"] for mid in rest[:k])
            for k, word in enumerate(rest)
        )
    return words[last : last + 1] != [] and words[last] in relations().proof["called"]


def _is_apposition(words: Sequence[str], begin: int) -> bool:
    """Whether what follows a name calls it a village: ", a mountain village in", but not ", a village elder"."""
    if words[begin : begin + 1] not in (["a"], ["an"], ["the"]):
        return False
    for i in range(begin + 1, min(begin + 2 + _MOST_ADJECTIVES, len(words) - 1)):
        if words[i] in relations().settlements:
            return words[i + 1] in relations().proof["after"]
    return False


def _is_shouted(line: Line) -> bool:
    """Whether most words of a line are in capitals; of a line without end, its beginning tells."""
    words = line.words[:_BEGINNING]
    return sum(word.isupper() for word in words if len(word) > 1) * 2 > len(words)


def _stands_alone(words: Sequence[str], first: int, last: int) -> bool:
    """Whether no capitalised word stands beside a name: "Colonel Karsk" is another than the village of Karsk."""
    beside = [*words[max(0, first - 1) : first], *words[last : last + 1]]
    return not any(word[0].isupper() for word in beside)
