"""From label probabilities to names in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from geo.toponyms.annotated import LABELS
from geo.toponyms.second_look import SecondLook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from geo.records import Role
    from geo.toponyms.model import Recogniser
    from geo.toponyms.runs import Line

_LEAST_TO_BEGIN = 0.5  # a name begins where the probability of any name reaches this


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
    decoder = Decoder(recogniser.weights.labels, text)
    found = [
        name
        for k, (line, chances) in enumerate(zip(lines, posteriors, strict=True))
        for name in decoder.decode(k, line, chances)
    ]
    missed = SecondLook(decoder, recogniser.evidence, lines, found).missed(posteriors)
    return sorted([*found, *missed], key=lambda name: name.start)


class Decoder:
    """Reads names off the probabilities of labels.

    Parameters
    ----------
    labels
        The model's labels: ``O``, and ``B-`` and ``I-`` with a role letter.
    text
        The article's text.
    """

    def __init__(self, labels: Sequence[str], text: str) -> None:
        self.text = text
        self.outside = labels.index("O")
        self.begins = [k for k, label in enumerate(labels) if label[0] == "B"]
        self.goes_on = [k for k, label in enumerate(labels) if label[0] == "I"]
        self.roles = {
            letter: [k for k, label in enumerate(labels) if label.endswith("-" + letter)] for letter in LABELS
        }

    def decode(self, number: int, line: Line, chances: Mapping[int, NDArray[np.float64]]) -> Iterator[Found]:
        """Give the names of one line: each begins where a name is likelier than none, and goes on while it is so."""
        last = -1
        for i in sorted(chances):
            if i < last or 1 - chances[i][self.outside] < _LEAST_TO_BEGIN:
                continue
            last = i + 1
            while last in chances and self._continues(chances[last]):
                last += 1
            yield self.read(number, line, i, last, chances)

    def _continues(self, chance: NDArray[np.float64]) -> bool:
        inside = float(chance[self.goes_on].sum())
        return inside > float(chance[self.begins].sum()) and inside > float(chance[self.outside])

    def read(self, number: int, line: Line, first: int, last: int, chances: Mapping[int, NDArray[np.float64]]) -> Found:
        """Give tokens ``[first, last)`` as a name, with its likeliest role."""
        while last > first + 1 and not line.words[last - 1][0].isalnum():
            last -= 1
        start, end = line.starts[first], line.starts[last - 1] + len(line.words[last - 1])
        columns = [sum(column) for column in zip(*(chances[i].tolist() for i in range(first, last)), strict=True)]
        shares = {letter: sum(columns[k] for k in own) for letter, own in self.roles.items()}
        role = cast("Role", LABELS[max(shares, key=shares.__getitem__)])
        chance = sum(shares.values()) / (last - first)
        return Found(number, first, last, start, end, self.text[start:end], role, chance)
