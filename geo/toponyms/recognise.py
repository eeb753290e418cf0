"""From label probabilities to names in the text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from geo.toponyms.annotated import LABELS
from geo.toponyms.lexicon import list_members
from geo.toponyms.rules import relations
from geo.toponyms.second_look import SecondLook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.records import Role
    from geo.toponyms.evidence import Evidence
    from geo.toponyms.model import Chances, Recogniser
    from geo.toponyms.runs import Habits, Line

_LEAST_TO_BEGIN = 0.5  # a name begins where the probability of any name reaches this
_SURER_THAN_A_PERSON = 0.9
_LONGEST_COUNTRY = 5
_ARTICLE = "al"


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
    prepared = recogniser.prepare(lines)
    posteriors = recogniser.posteriors(lines, prepared)
    decoder = Decoder(recogniser.weights.labels, text, recogniser.evidence)
    found = [
        name
        for k, (line, chances) in enumerate(zip(lines, posteriors, strict=True))
        for name in decoder.decode(k, line, chances)
        if not _is_surname(name, prepared.habits)
    ]
    missed = SecondLook(decoder, recogniser.evidence, lines, found).missed(posteriors)
    return sorted([*found, *missed], key=lambda name: name.start)


def _is_surname(name: Found, habits: Habits) -> bool:
    """Whether a name that is not quite sure is the surname of a person whom the article also gives in full."""
    low = name.phrase.lower()
    return name.chance < _SURER_THAN_A_PERSON and low in habits.surnames and low not in habits.places


class Decoder:
    """Reads names off the probabilities of labels.

    Parameters
    ----------
    labels
        The model's labels: ``O``, and ``B-`` and ``I-`` with a role letter.
    text
        The article's text.
    evidence
        What the gazetteer knows.
    """

    def __init__(self, labels: Sequence[str], text: str, evidence: Evidence) -> None:
        self.text, self.evidence = text, evidence
        self.outside = labels.index("O")
        self.begins = [k for k, label in enumerate(labels) if label[0] == "B"]
        self.goes_on = [k for k, label in enumerate(labels) if label[0] == "I"]
        self.roles = {
            letter: [k for k, label in enumerate(labels) if label.endswith("-" + letter)] for letter in LABELS
        }

    def decode(self, number: int, line: Line, chances: Chances) -> Iterator[Found]:
        """Give the names of one line: each begins where a name is likelier than none, and goes on while it is so."""
        last = -1
        for i in sorted(chances):
            if i < last or 1 - chances[i][self.outside] < _LEAST_TO_BEGIN:
                continue
            last = i + 1
            while last in chances and self._continues(chances[last]):
                last += 1
            last = self._whole_country(line, i, last)
            last = self._with_epithet(line, i, last, chances)
            name = self.read(number, line, i, last, chances)
            if name.phrase.lower() not in relations().kinds:
                yield name
            elif last < len(line.words) and line.words[last].isdigit():
                last += 1
                yield self._numbered(name, line)

    def _whole_country(self, line: Line, first: int, last: int) -> int:
        """Go on to the end of a country's name of several words: half a country is none."""
        for end in range(min(first + _LONGEST_COUNTRY, len(line.words)), last, -1):
            phrase = self.text[line.starts[first] : line.starts[end - 1] + len(line.words[end - 1])]
            if self.evidence.get(phrase) in {"C", "c"}:
                return end
        return last

    def _with_epithet(self, line: Line, first: int, last: int, chances: Chances) -> int:
        """Go on over "al-X" behind a name: "Kafr al-Zayt" is one, and never the Kafr of elsewhere."""
        words = line.words
        begin = last - 1 if words[last - 1 : last] == ["-"] else last
        begin -= begin > first + 1 and words[begin - 1].lower() in list_members("article")
        if begin >= len(words) or words[begin].lower() not in list_members("article"):
            return last
        end = begin + 2 if words[begin + 1 : begin + 2] == ["-"] else begin + 1
        joined = end == begin + 2 or words[begin].lower() == _ARTICLE
        name = words[end] if end < len(words) else ""
        if not (joined and name[:1].isupper() and end in chances):
            return last
        known = name.lower() in list_members("group") | list_members("media")
        return last if known else max(last, end + 1)

    def _numbered(self, name: Found, line: Line) -> Found:
        """Take the number that follows into the name: "Base" is none, "Base 46" is."""
        end = line.starts[name.last] + len(line.words[name.last])
        return replace(name, last=name.last + 1, end=end, phrase=self.text[name.start : end])

    def _continues(self, chance: Sequence[float]) -> bool:
        inside = sum([chance[k] for k in self.goes_on])
        return inside > sum([chance[k] for k in self.begins]) and inside > chance[self.outside]

    def read(self, number: int, line: Line, first: int, last: int, chances: Chances) -> Found:
        """Give tokens ``[first, last)`` as a name, with its likeliest role."""
        last, start, end = self.bounds(line, first, min(last, max(chances) + 1))
        columns = [sum(column) for column in zip(*(chances[i] for i in range(first, last)), strict=True)]
        shares = {letter: sum(columns[k] for k in own) for letter, own in self.roles.items()}
        role = cast("Role", LABELS[max(shares, key=shares.__getitem__)])
        chance = sum(shares.values()) / (last - first)
        return Found(number, first, last, start, end, self.text[start:end], role, chance)

    def bounds(self, line: Line, first: int, last: int) -> tuple[int, int, int]:
        """Give the end of a name of tokens ``[first, last)`` without what belongs to others, and its characters."""
        last = _within_possessive(line.words, first, last)
        while last > first + 1 and not any(map(str.isalnum, line.words[last - 1])):
            last -= 1
        return last, line.starts[first], line.starts[last - 1] + len(line.words[last - 1])


def _within_possessive(words: Sequence[str], first: int, last: int) -> int:
    """End a name before the possessive of a common noun: "Tripoli's airport", but not "St Paul's Cathedral"."""
    for i in range(first + 1, last):
        if words[i].lower() == "'s" and (i + 1 == last or words[i + 1].islower()):
            return i
    return last
