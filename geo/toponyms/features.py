"""Features of an occurrence: what a token's neighbours, its run of names and the whole article add.

A word's own features depend on the word alone (`geo.toponyms.words`), so their weights are summed once per word and
remembered (`geo.toponyms.model`); only these are computed for each token that may be in a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.toponyms.runs import chains_of, stands_after_preposition
from geo.toponyms.words import WINDOW, Word, edge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.toponyms.runs import Habits, Span

_LONG = 5
_LITTLE = 3
_POSSESSIVE = frozenset({"'s", "'"})


def occurrence_features(
    described: Sequence[Word], runs: Sequence[Span], marks: Mapping[int, str], habits: Habits, heading: bool
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
    if not runs:
        return {}
    beyond = edge()
    padded = [beyond, beyond, *described, beyond, beyond]
    shouted = sum(word.coarse.startswith("XX/") for word in described) * 2 > len(described)
    common = [name for name, holds in (("heading", heading), ("shout", shouted)) if holds]
    found: dict[int, list[str]] = {}
    for (begin, end), chain in zip(runs, chains_of(described, runs), strict=True):
        around = padded[begin], padded[begin + 1], padded[end + 2], padded[end + 3]
        of_run = [*_run_features(described, (begin, end), around, habits), *_chain_features(padded, chain), *common]
        for i in range(begin, end):
            features = _token_features(padded, i + 2, marks.get(i - 1, ""), marks.get(i, ""))
            found[i] = features + of_run + _place_in_run(padded, i + 2, (begin + 2, end + 2), marks.get(i, ""), habits)
    return found


def _run_features(
    described: Sequence[Word], run: Span, around: tuple[Word, Word, Word, Word], habits: Habits
) -> list[str]:
    """Features that all tokens of a run share."""
    begin, end = run
    before2, before, after, after2 = around
    features = [
        f"f={before.lower}_{after.lower}",
        f"L2={before2.lower}_{before.lower}",
        f"R2={after.lower}_{after2.lower}",
    ]
    if " ".join(word.lower for word in described[begin:end]) in habits.places:
        features.append(f"located={stands_after_preposition(before)}")
    return features


def _chain_features(padded: Sequence[Word], chain: Span) -> list[str]:
    """Features of the list that a run stands in: what is said of "Italy, Algeria and Turkey" is said of each.

    `chain` counts tokens of the sentence; `padded` has two more on either side.
    """
    begin, end = chain[0] + 2, chain[1] + 2
    before, after = padded[begin - 1], padded[end]
    features = [f"cb={padded[begin - 2].lower}_{before.lower}", f"ca={after.lower}"]
    noun = next((word for word in reversed(padded[max(0, begin - 4) : begin]) if _is_content(word)), None)
    if noun:
        features += [f"cn={noun.lower}", f"cnb={noun.lower[-3:]}_{before.lower}"]
    if after.lower in _POSSESSIVE and not padded[end + 1].capital:
        features += [f"cp={padded[end + 1].lower}", f"cpe={padded[end + 1].lower[-3:]}"]
    elif _is_content(after):
        features.append(f"cv={after.lower[-2:]}_{before.lower}")
    return features


def _is_content(word: Word) -> bool:
    """Whether a word is a noun or verb rather than a sign or a name; little words are seldom longer than four."""
    return not word.capital and len(word.lower) > _LITTLE and word.lower[0].isalpha()


def _token_features(padded: Sequence[Word], i: int, mark_before: str, mark: str) -> list[str]:
    """Features of a token and the words right beside it."""
    previous, word, following = padded[i - 1], padded[i], padded[i + 1]
    return [
        f"c-={previous.coarse}|{word.coarse}",
        f"c+={word.coarse}|{following.coarse}",
        f"wg-={previous.lower}|{word.gaz}",
        f"wg+={following.lower}|{word.gaz}",
        f"mk={mark}",
        f"mk-={mark_before}|{mark}",
    ]


def _place_in_run(padded: Sequence[Word], i: int, run: Span, mark: str, habits: Habits) -> list[str]:
    """Features of a token by its place in the run."""
    begin, end = run
    word, head, before, after = padded[i], padded[end - 1], padded[begin - 1], padded[end]
    length = min(end - begin, _LONG)
    place = "1" if length == 1 else "B" if i == begin else "E" if i == end - 1 else "M"
    features = [
        f"r={place}{length}",
        f"rh={place}|{head.lower}",
        f"rhc={place}|{head.coarse}",
        f"rb={place}|{before.lower}",
        f"ra={place}|{after.lower}",
        f"rbg={before.lower}|{word.gaz}|{place}",
        f"rag={after.lower}|{word.gaz}|{place}",
        f"mkr={place}{length}{mark or word.gaz}",
    ]
    lowered = word.lower in habits.lowered
    if i == begin and (before.lower == "^" or (padded[begin - 2].lower == "^" and not before.coarse[:1].isalpha())):
        features += [f"op={word.coarse}|{padded[i + 1].lower}", f"opg={word.gaz}|{lowered}"]
    if lowered:
        features.append(f"low={word.gaz}")
    if word.lower in habits.surnames:
        features.append(f"per={place}{length}|{word.gaz}")
    return features


def token_features(described: Sequence[Word], extra: Mapping[int, Sequence[str]], i: int) -> list[str]:
    """Give all features of one token as strings, for training: the same that the decoder sums."""
    beyond = edge()
    features: list[str] = []
    for k in range(2 * WINDOW + 1):
        j = i + k - WINDOW
        own = described[j].features[k] if 0 <= j < len(described) else beyond.features[k]
        features += [f"{k - WINDOW}{name}" for name in own]
    return [*features, *extra.get(i, ())]
