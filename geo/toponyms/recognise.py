"""From label probabilities to names in the text, with a safety net for what the recogniser missed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from geo.toponyms.annotated import LABELS
from geo.toponyms.context import length_after
from geo.toponyms.evidence import ANALYST
from geo.toponyms.lexicon import abbreviations, list_members
from geo.toponyms.rules import relations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from geo.records import Role
    from geo.toponyms.evidence import Evidence
    from geo.toponyms.model import Recogniser
    from geo.toponyms.runs import Line

_LEAST_TO_BEGIN = 0.5  # a name begins where the probability of any name reaches this
_SURE = 0.8
_LONGEST_NAME = 5
_LEAST_ON_EVIDENCE = 0.12  # the same where the text elsewhere, or the analyst, says that it is a place


@dataclass(frozen=True, slots=True)
class Found:
    """A name in the text: tokens ``[first, last)`` of line `line`, its characters, role and probability."""

    line: int
    first: int
    last: int
    start: int
    end: int
    phrase: str
    role: Role
    chance: float


def find_names(lines: Sequence[Line], text: str, recogniser: Recogniser) -> list[Found]:
    """Give the names of an article in the order of the text.

    Parameters
    ----------
    lines
        Its sentences in tokens.
    text
        The article's whole text.
    recogniser
        The trained model with the gazetteer's evidence.
    """
    posteriors = recogniser.posteriors(lines)
    decoder = _Decoder(recogniser, text)
    found = [
        name
        for k, (line, chances) in enumerate(zip(lines, posteriors, strict=True))
        for name in decoder.decode(k, line, chances)
    ]
    missed = decoder.second_look(lines, posteriors, found)
    return sorted([*found, *missed], key=lambda name: name.start)


class _Decoder:
    def __init__(self, recogniser: Recogniser, text: str) -> None:
        labels = recogniser.weights.labels
        self.text = text
        self.evidence: Evidence = recogniser.evidence
        self.outside = labels.index("O")
        self.begins = [k for k, label in enumerate(labels) if label[0] == "B"]
        self.goes_on = [k for k, label in enumerate(labels) if label[0] == "I"]
        self.roles = {
            letter: [k for k, label in enumerate(labels) if label.endswith("-" + letter)] for letter in LABELS
        }

    def decode(self, number: int, line: Line, chances: dict[int, NDArray[np.float64]]) -> Iterator[Found]:
        """Give the names of one line: one begins where a name is likelier than none, and goes on while it is likely to."""
        last = -1
        for i in sorted(chances):
            if i < last or 1 - chances[i][self.outside] < _LEAST_TO_BEGIN:
                continue
            last = i + 1
            while last in chances and self._continues(chances[last]):
                last += 1
            yield self._found(number, line, i, last, chances)

    def _continues(self, chance: NDArray[np.float64]) -> bool:
        inside = float(chance[self.goes_on].sum())
        return inside > float(chance[self.begins].sum()) and inside > float(chance[self.outside])

    def _found(self, number: int, line: Line, first: int, last: int, chances: dict[int, NDArray[np.float64]]) -> Found:
        while last > first + 1 and not line.words[last - 1][0].isalnum():
            last -= 1
        start, end = line.starts[first], line.starts[last - 1] + len(line.words[last - 1])
        shares = {
            letter: sum(float(chances[i][columns].sum()) for i in range(first, last))
            for letter, columns in self.roles.items()
        }
        role = cast("Role", LABELS[max(shares, key=shares.__getitem__)])
        chance = sum(shares.values()) / (last - first)
        return Found(number, first, last, start, end, self.text[start:end], role, chance)

    def second_look(
        self, lines: Sequence[Line], posteriors: Sequence[dict[int, NDArray[np.float64]]], found: Sequence[Found]
    ) -> Iterator[Found]:
        """Give what was missed: names found elsewhere in the article, the analyst's own places, "US" and the like."""
        taken = {(name.line, i) for name in found for i in range(name.first, name.last)}
        surely = {name.phrase.casefold() for name in found if name.role == "literal" and name.chance > _SURE}
        for k, (line, chances) in enumerate(zip(lines, posteriors, strict=True)):
            free = [i for i in sorted(chances) if (k, i) not in taken and _may_begin(line.words[i])]
            for i in free:
                if (k, i) in taken:
                    continue
                for last in range(i + _LONGEST_NAME, i, -1):
                    name = self._missed(k, line, (i, last), chances, surely)
                    if name and not any((k, j) in taken for j in range(i, last)):
                        taken.update((k, j) for j in range(i, last))
                        yield name
                        break

    def _missed(
        self,
        number: int,
        line: Line,
        tokens: tuple[int, int],
        chances: dict[int, NDArray[np.float64]],
        surely: set[str],
    ) -> Found | None:
        first, last = tokens
        if last - 1 not in chances:
            return None
        phrase = self.text[line.starts[first] : line.starts[last - 1] + len(line.words[last - 1])]
        own = self.evidence.get(phrase) == ANALYST
        if own or phrase.casefold() in surely:
            name = self._found(number, line, first, last, chances)
            if name.chance >= _LEAST_ON_EVIDENCE:
                return name
            return replace(name, role="literal", chance=_LEAST_TO_BEGIN) if own else None
        if phrase in abbreviations() and self.evidence.get(phrase).upper() == "C" and not _shouted(line):
            # "US officials" is no place on the map but speaks of the country.
            name = self._found(number, line, first, last, chances)
            return replace(name, role="associative", chance=max(name.chance, _LEAST_TO_BEGIN))
        if _proved(line.words, first, last):
            name = self._found(number, line, first, last, chances)
            return replace(name, role="literal", chance=max(name.chance, _LEAST_TO_BEGIN))
        return None


def _proved(words: Sequence[str], first: int, last: int) -> bool:
    """Whether the sentence itself says that a name nobody knows is a place: "the village of X", "X, 30 km west of"."""
    inner = list_members("inner")
    if any(not word[0].isupper() and word not in inner for word in words[first:last]) or not words[first][0].isalpha():
        return False
    if last < len(words) and (words[last][0].isupper() or words[last] in inner):
        return False  # the name goes on
    before = [word.lower() for word in words[max(0, first - 2) : first]]
    if before[-1:] == ["of"] and before[0] in relations().settlements:
        return True
    return words[last : last + 1] == [","] and length_after(words, last + 1) is not None


def _may_begin(word: str) -> bool:
    return word[0].isalnum() and (not word.islower() or word in {"al", "el"})


def _shouted(line: Line) -> bool:
    return sum(word.isupper() for word in line.words if len(word) > 1) * 2 > len(line.words)
