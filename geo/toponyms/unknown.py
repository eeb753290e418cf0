"""Ask an online geocoder for the names that no gazetteer knows, and believe it only where nothing speaks against it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from geo.gazetteer.distance import haversine_km
from geo.gazetteer.names import fuzzy_keys, index_keys, query_keys
from geo.toponyms.resolve import Choice

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo.records import Place
    from geo.toponyms.resolve import Group

# Less than the index's own abstention allows to pass as sure: nothing of the article has confirmed the place.
CHANCE = 0.45
_SAME_PLACE_KM = 25.0
_LEAST_SHARE = 0.25
_MOST_COUNTRIES = 3


class Asks(Protocol):
    """What answers a name with places in some countries; `geo.gazetteer.online.OnlineGeocoder` is one."""

    def ask(self, name: str, countries: Sequence[str]) -> tuple[Place, ...]:
        """Give the places of a name; none if there are none or there is no answer."""


def locate_unknown(
    groups: Sequence[Group],
    choices: Sequence[Choice],
    asked_for: Collection[int],
    online: Asks,
    countries: Sequence[str] = (),
) -> list[Choice]:
    """Place the groups without any candidate by an online geocoder.

    An answer counts only if it bears the name asked for, in the countries of the theatre or else those that the
    article's placed names lie in, and if all such answers lie together; several far apart become losing candidates.

    Parameters
    ----------
    groups, choices
        Names and what they were resolved to.
    asked_for
        Indices of the groups worth a question.
    online
        Answers.
    countries
        ISO 3166-1 alpha-2 codes of the theatre; may be empty.

    Returns
    -------
    list of Choice
        The choices, those placed by the geocoder with the probability `CHANCE`.
    """
    within = tuple(countries) or _spoken_of(groups, choices)
    if not within:
        return list(choices)
    return [
        _choose(group.phrase, online.ask(group.phrase, within)) if k in asked_for and not choice.ranked else choice
        for k, (group, choice) in enumerate(zip(groups, choices, strict=True))
    ]


def _spoken_of(groups: Sequence[Group], choices: Sequence[Choice]) -> tuple[str, ...]:
    weights: Counter[str] = Counter()
    for group, choice in zip(groups, choices, strict=True):
        if choice.place and choice.place.country:
            weights[choice.place.country] += group.weight
    total = sum(weights.values())
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return tuple(code for code, weight in ranked[:_MOST_COUNTRIES] if weight >= _LEAST_SHARE * total)


def _choose(phrase: str, answers: Sequence[Place]) -> Choice:
    named = [place for place in answers if _bears(place, phrase)]
    if not named:
        return Choice(None, 0.0, ())
    first = named[0]
    if all(haversine_km(first.lat, first.lon, other.lat, other.lon) <= _SAME_PLACE_KM for other in named):
        return Choice(first, CHANCE, ((first, CHANCE),))
    return Choice(None, 0.0, tuple((place, CHANCE / len(named)) for place in named))


def _bears(place: Place, phrase: str) -> bool:
    """Whether one of a place's names is the phrase, in any spelling: geocoders answer the nearest guess, too."""
    exact, bare, weak = query_keys(phrase)
    keys = {key for name in place.names for key in index_keys(name, place.country)}
    return not keys.isdisjoint((*exact, *bare)) or not {w for key in keys for w in fuzzy_keys(key)}.isdisjoint(weak)
