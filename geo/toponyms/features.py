"""Features of the recogniser: what each word says by itself, and what its neighbours and its run of names add.

A word's own features depend on the word alone, so their weights are summed once per word and remembered
(`geo.toponyms.model`); only the features of an occurrence are computed for each token that may be in a name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.toponyms.lexicon import word_lists

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.toponyms.evidence import Evidence

WINDOW = 3
# Tokens that may stand inside a name without a capital: hyphen, Arabic article forms, particles.
INNER = frozenset(
    "- – al el an ar as ash at az ed en er es et ez ad adh ath ul ud de del des di do da du la le les lo los of bin ben ibn sur von van am upon".split()
)
_ARTICLES = frozenset("al el an ar as ash at az ad ed adh ath en er es et ez".split())
_BEFORE, _AFTER = 1, 2
_LONGEST = 5
_LOCATING = frozenset({"in", "near", "at", "outside", "around", "across", "throughout", "inside"})


@dataclass(frozen=True, slots=True)
class Word:
    """What a word says by itself: its lower case form, its coarse class, and its features per distance."""

    lower: str
    coarse: str
    gaz: str
    capital: bool
    lists: tuple[str, ...]
    features: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Habits:
    """How the article writes its words elsewhere.

    `lowered`: words it also writes in lower case; `surnames`: last words of runs that open with a title or a first name;
    `places`: runs that stand after "in", "near" and the like at least once.
    """

    lowered: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


@dataclass(slots=True)
class Line:
    """One sentence in tokens, with the stretches the recogniser looks at and the features of their tokens."""

    words: list[str]
    starts: list[int]
    first: bool = True
    heading: bool = False
    segments: list[tuple[int, int]] = field(default_factory=list)


def word_shape(word: str) -> str:
    """Give a word's shape: ``X``, ``Xx``, ``XX``, ``xX``, ``x``, ``9``, ``X.`` or the sign itself."""
    if word[0].isdigit():
        return "9"
    if not word[0].isalpha():
        return word[0]
    if word.endswith("."):
        return "X."
    if word.islower():
        return "x"
    if word.isupper():
        return "XX" if len(word) > 3 else "X" + str(len(word))  # noqa: PLR2004 - longer words in capitals are shouted
    if word[0].isupper():
        return "Xx" if word[1:].islower() else "XxX"
    return "xX" if any(sign.isupper() for sign in word) else "ar"


def describe_word(word: str, gaz: str) -> Word:
    """Give what a word says by itself.

    Parameters
    ----------
    word
        As written.
    gaz
        Its class by `Evidence`, empty when unknown.
    """
    lower, shape = word.lower(), word_shape(word)
    lists = word_lists().get(lower, ())
    capital = shape in {"Xx", "XX", "XxX", "xX", "X1", "X2", "X3", "X.", "ar"}
    marks = "+".join(lists)
    gaz = gaz if capital else ""
    coarse = f"{shape}/{gaz}/{marks}" if capital else (marks or (lower if not word[0].isalpha() else "x"))
    near = [f"w={lower}", f"s={shape}", f"g={gaz}"] + [f"l={name}" for name in lists]
    core = [
        *near,
        f"p3={lower[:3]}",
        f"p2={lower[:2]}",
        f"e2={lower[-2:]}",
        f"e3={lower[-3:]}",
        f"e4={lower[-4:]}",
        f"n={min(len(word), 9)}",
        f"gs={shape}{gaz}",
    ]
    if capital:
        core.append(f"gl={gaz}/{marks}")
    beside = [*near, f"e3={lower[-3:]}"]
    per_distance = (
        (f"w={lower}",), near, beside, core, beside, near, (f"w={lower}",),
    )  # fmt: skip
    named = tuple(
        tuple(f"{distance}{name}" for name in names)
        for distance, names in zip(range(-WINDOW, WINDOW + 1), per_distance, strict=True)
    )
    return Word(lower, coarse, gaz, capital, lists, named)


def find_runs(words: Sequence[str], described: Sequence[Word]) -> list[tuple[int, int]]:
    """Give the runs of names: capitalised tokens, joined by hyphens, articles and particles; half-open."""
    runs: list[tuple[int, int]] = []
    i, count = 0, len(words)
    while i < count:
        if not described[i].capital:
            i += 1
            continue
        begin = (
            i - 2
            if i >= 2
            and words[i - 1] in "-–"
            and described[i - 2].lower in _ARTICLES
            and (not runs or runs[-1][1] <= i - 2)
            else i
        )  # noqa: PLR2004
        end = i + 1
        while end < count:
            if described[end].capital or words[end][0].isdigit():
                end += 1
                continue
            ahead = end
            while ahead < count and ahead - end < 3 and (words[ahead] in INNER or described[ahead].lower in INNER):  # noqa: PLR2004
                ahead += 1
            if ahead > end and ahead < count and described[ahead].capital:
                end = ahead + 1
                continue
            break
        runs.append((begin, end))
        i = end
    return runs


def segments_of(runs: Sequence[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    """Widen the runs by the generic words beside them ("{Sabha airport}") and join those that touch."""
    segments: list[tuple[int, int]] = []
    for begin, end in runs:
        left, right = max(0, begin - _BEFORE), min(count, end + _AFTER)
        if segments and segments[-1][1] >= left:
            segments[-1] = (segments[-1][0], right)
        else:
            segments.append((left, right))
    return segments


def name_candidates(words: Sequence[str], runs: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Give the n-grams of the runs (up to five tokens) as first token, end, and name as one would write it."""
    found = []
    for begin, end in runs:
        for i in range(begin, end):
            name = ""
            glue = ""
            for j in range(i, min(end, i + _LONGEST)):
                word = words[j]
                if word in "-–":
                    glue = "-"
                    continue
                name = f"{name}{glue}{word}" if glue or not name else f"{name} {word}"
                glue = ""
                if j > i:
                    found.append((i, j + 1, name))
    return found


def longest_matches(candidates: Sequence[tuple[int, int, str]], evidence: Evidence) -> dict[int, str]:
    """Give, per token, the mark of the longest known name of several words that covers it (``B4``, ``I4``)."""
    marks: dict[int, str] = {}
    for begin, end, name in sorted(candidates, key=lambda item: item[0] - item[1]):
        gaz = evidence.get(name)
        if gaz and not any(k in marks for k in range(begin, end)):
            for k in range(begin, end):
                marks[k] = ("B" if k == begin else "E" if k == end - 1 else "I") + gaz
    return marks


def habits_of(
    lines: Sequence[Line], described: Sequence[Sequence[Word]], runs: Sequence[Sequence[tuple[int, int]]]
) -> Habits:
    """Gather how an article writes its words."""
    lowered = {word for line in lines for word in line.words if word.islower()}
    surnames, places = set(), set()
    for words, found in zip(described, runs, strict=True):
        for begin, end in found:
            before = words[begin - 1].lower if begin else ""
            named = "first_name" in words[begin].lists and end - begin > 1
            if named or "title" in words[begin].lists or (before and "title" in words[begin - 1].lists):
                surnames.add(words[end - 1].lower)
            elif before in _LOCATING:
                places.add(" ".join(word.lower for word in words[begin:end]))
    return Habits(frozenset(lowered), frozenset(surnames), frozenset(places))


def occurrence_features(
    described: Sequence[Word], runs: Sequence[tuple[int, int]], marks: dict[int, str], *, habits: Habits, heading: bool
) -> dict[int, list[str]]:
    """Give the features of each token of the runs that depend on where it stands.

    Parameters
    ----------
    described
        The sentence's words.
    runs
        Its runs of names.
    marks
        Matches of several words, by token.
    habits
        How the article writes its words elsewhere.
    heading
        Whether the sentence is a heading.
    """
    count = len(described)
    nothing = Word("^", "^", "", False, (), ())
    found: dict[int, list[str]] = {}
    shouted = sum(1 for word in described if word.coarse.startswith("XX/")) * 2 > count
    for begin, end in runs:
        before = described[begin - 1] if begin else nothing
        before2 = described[begin - 2] if begin > 1 else nothing
        after = described[end] if end < count else nothing
        after2 = described[end + 1] if end + 1 < count else nothing
        head = described[end - 1]
        frame = f"{before.lower}_{after.lower}"
        left2, right2 = f"L2={before2.lower}_{before.lower}", f"R2={after.lower}_{after2.lower}"
        length = min(end - begin, 5)
        located = " ".join(word.lower for word in described[begin:end]) in habits.places
        opens = begin == 0 or (begin == 1 and not before.coarse[:1].isalpha())
        for i in range(begin, end):
            word = described[i]
            previous = described[i - 1] if i else nothing
            following = described[i + 1] if i + 1 < count else nothing
            place = "1" if end - begin == 1 else "B" if i == begin else "E" if i == end - 1 else "M"
            coarse = word.coarse
            here = [
                f"c-={previous.coarse}|{coarse}", f"c+={coarse}|{following.coarse}",
                f"wg-={previous.lower}|{word.gaz}", f"wg+={following.lower}|{word.gaz}",
                f"r={place}{length}", f"rh={place}|{head.lower}", f"rhc={place}|{head.coarse}", f"f={frame}",
                left2, right2, f"rb={place}|{before.lower}", f"ra={place}|{after.lower}", f"rbg={before.lower}|{word.gaz}|{place}", f"rag={after.lower}|{word.gaz}|{place}",
                f"mk={marks.get(i, '')}", f"mk-={marks.get(i - 1, '')}|{marks.get(i, '')}", f"mkr={place}{length}{marks.get(i, word.gaz)}",
            ]  # fmt: skip
            if opens and i == begin:
                here.append(f"op={coarse}|{following.lower}")
                here.append(f"opg={word.gaz}|{word.lower in habits.lowered}")
            if word.lower in habits.lowered:
                here.append(f"low={word.gaz}")
            if word.lower in habits.surnames:
                here.append(f"per={place}{length}|{word.gaz}")
            if located:
                here.append(f"loc={word.gaz}|{before.lower in _LOCATING}")
            if heading:
                here.append(f"hd={coarse}")
            if shouted:
                here.append("shout")
            found[i] = here
    return found
