"""What a word says by itself: its shape, its lists, its place class, and the features these make."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from geo.toponyms.lexicon import word_lists

WINDOW = 3
_CAPITALISED = frozenset({"Xx", "XX", "XxX", "xX", "X1", "X2", "X3", "X.", "ar"})
_SHORT = 3
_LEADING = "'’‘`´′ʼʿʾ"
_ARABIC = ("\u0620", "\u06d3")
_LONG = 9


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case, its coarse class, place class, lists, and features per distance to the token told of."""

    lower: str
    coarse: str
    gaz: str
    capital: bool
    lists: tuple[str, ...]
    features: tuple[tuple[str, ...], ...]


@cache
def edge() -> Word:
    """Give what stands beyond a sentence."""
    beyond = tuple(() if distance == 0 else ("w=^",) for distance in range(-WINDOW, WINDOW + 1))
    return Word(lower="^", coarse="^", gaz="", capital=False, lists=(), features=beyond)


def is_arabic(word: str) -> bool:
    """Whether a word is written in Arabic script, which `geo.toponyms.arabic` reads."""
    return _ARABIC[0] <= word[0] <= _ARABIC[1]


def word_shape(word: str) -> str:
    """Give a word's shape: ``X``, ``Xx``, ``XX``, ``xX``, ``x``, ``9``, ``X.``, the sign, or that of no case.

    Those are ``ar``, and ``aa`` for Arabic, which the recogniser leaves to `geo.toponyms.arabic`.
    """
    if not word[0].isalpha():
        return "9" if word[0].isdigit() else word[0]
    if word.endswith("."):
        return "X."
    if word.islower():
        return "x"
    if word.isupper():
        return "XX" if len(word) > _SHORT else f"X{len(word)}"
    return _mixed_shape(word)


def _mixed_shape(word: str) -> str:
    if word[0].isupper():
        return "Xx" if word[1:].islower() else "XxX"
    if any(sign.isupper() for sign in word):
        return "xX"
    return "aa" if is_arabic(word) else "ar"


def describe_word(word: str, gaz: str) -> Word:
    """Give what a word says by itself.

    Parameters
    ----------
    word
        As written.
    gaz
        Its class by `Evidence`, empty when unknown.
    """
    word = word.lstrip(_LEADING) or word  # the ayn of "al-‘Ayn"
    lower, shape = word.lower(), word_shape(word)
    lists = word_lists().get(lower, ())
    capital = shape in _CAPITALISED
    gaz = gaz if capital else ""
    marks = "+".join(lists)
    coarse = f"{shape}/{gaz}/{marks}" if capital else marks or ("x" if word[0].isalpha() else lower)
    form = f"w={lower}"
    near = [form, f"s={shape}", f"g={gaz}", *(f"l={name}" for name in lists)]
    beside = [*near, f"e3={lower[-3:]}"]
    here = [*near, *_affixes(lower), f"n={min(len(word), _LONG)}", f"gs={shape}{gaz}"]
    if capital:
        here.append(f"gl={gaz}/{marks}")
    far, near_by, next_to = (form,), tuple(near), tuple(beside)
    by_distance = (far, near_by, next_to, tuple(here), next_to, near_by, far)
    return Word(lower, coarse, gaz, capital, lists, by_distance)


def _affixes(lower: str) -> list[str]:
    return [f"p3={lower[:3]}", f"p2={lower[:2]}", f"e2={lower[-2:]}", f"e3={lower[-3:]}", f"e4={lower[-4:]}"]
