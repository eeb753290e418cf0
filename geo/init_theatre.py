"""Writes a first ``theatre.toml`` from a survey of articles, commented for the analyst who edits it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo.survey import Party, Survey, bbox_of, countries_of, parties_of, settings, side_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_HEAD = """\
# A first theatre file, written by `build.py init` from {articles}: a suggestion, to be checked and edited.
# Every key is optional; what you delete is inferred again. All keys: docs/theatre.md.
"""
_COUNTRIES = """
# Countries of the conflict, the most spoken of first ({counts}).
# Names are looked for here first, and their built-in lists of parties are used.
"""
_BBOX = """
# The region of the map: west, south, east, north in degrees. It holds nearly all places named in those countries.
"""
_ACTORS = """
# Parties, the most spoken of first. id: stands in every layer. aliases, leaders: as the articles write them (the
# built-in lists know more). side: parties of one side have no line of contact between them. kind: state, armed,
# civilian, international or person. colour: told apart by colour-blind readers; the parties of a side are tints of one
# colour. home = "a town" makes "the TOWN militia" this party. Delete who plays no part; make one of two that are one.
"""
_PLACES = """
# Names that no gazetteer knows. Give the position of those that matter and take the # away, or add a gazetteer of
# the country: gazetteers = ["{country}"] above fetches the one of GeoNames (docs/gazetteers.md).
"""
_MAP = """
# How the map opens.
[map]
"""


def theatre_text(survey: Survey, country_names: Mapping[str, str]) -> str:
    """Write the file.

    Parameters
    ----------
    survey
        What the articles say.
    country_names
        Names of countries by ISO 3166-1 alpha-2 code.

    Returns
    -------
    str
        TOML that `geo.theatre.load_theatre` accepts.
    """
    table: dict[str, Any] = dict(settings())
    countries = countries_of(survey, table["country_share"], table["most_countries"])
    box = bbox_of(survey, countries, table["quantiles"], table["margin"])
    parts = [_HEAD.format(articles=_times(survey.articles, "article"))]
    parts.append(f"\ntitle = {_quoted(_title(survey, countries, country_names))}\n")
    if countries:
        counts = ", ".join(f"{code} {_times(survey.countries[code], 'place')}" for code in countries)
        parts += [_COUNTRIES.format(counts=counts), f"countries = {_list(countries)}\n"]
    if box:
        parts += [_BBOX, f"bbox = [{', '.join(map(str, box))}]\n"]
    parts += _actors(survey, table)
    parts += _places(survey, table, countries)
    parts += [_MAP, 'subtitle = ""\n', *_period(survey)]
    return "".join(parts)


def _title(survey: Survey, countries: Sequence[str], names: Mapping[str, str]) -> str:
    where = ", ".join(names.get(code, code) for code in countries[:2]) or "Situation map"
    years = sorted({day.year for day in survey.days})
    if not years:
        return where
    return f"{where}, {years[0]}" if len(years) == 1 else f"{where}, {years[0]} to {years[-1]}"


def _actors(survey: Survey, table: Mapping[str, Any]) -> Iterator[str]:
    parties = parties_of(survey, table["least_named"], table["most_actors"])
    if not parties:
        return
    yield _ACTORS
    sides = {party.record.id: side_of(party, parties) for party in parties}
    colours = colours_of([sides[party.record.id][0] for party in parties], table["palette"], table["tints"])
    spoken = _claimed(parties)
    for party, colour in zip(parties, colours, strict=True):
        yield from _actor(party, sides[party.record.id], colour, spoken[party.record.id][: table["most_aliases"]])


def _actor(party: Party, side: tuple[str, str], colour: str, aliases: Sequence[str]) -> Iterator[str]:
    record = party.record
    known = "" if record.listed else "; only the articles name it"
    foes = ", ".join(f"{name} ({count})" for name, count in party.foes.most_common(3))
    against = f"; told to fight {foes}" if foes else ""
    yield f"\n# Named {_times(party.mentions, 'time')} in {_times(party.articles, 'article')}{known}{against}.\n"
    yield f"[[actors]]\nid = {_quoted(record.id)}\n"
    if record.name != record.id:
        yield f"name = {_quoted(record.name)}\n"
    if aliases:
        yield f"aliases = {_list(aliases)}\n"
    if party.leaders:
        yield f"leaders = {_list(name for name, _ in party.leaders.most_common())}\n"
    reason = f"  # {side[1]}" if side[1] else ""
    yield f"side = {_quoted(side[0])}{reason}\n"
    yield f'kind = "{record.kind}"\ncolour = "{colour}"\n'
    if record.home:
        yield f"home = {_quoted(record.home)}\n"


def _claimed(parties: Sequence[Party]) -> dict[str, list[str]]:
    """Give each party's spellings; one that two parties share goes to whom it names more often."""
    owner: dict[str, str] = {}
    for party in parties:
        for spelling, count in party.aliases.items():
            held = next((other for other in parties if other.record.id == owner.get(spelling)), None)
            if held is None or held.aliases[spelling] < count:
                owner[spelling] = party.record.id
    names = {name for party in parties for name in (party.record.id, party.record.name)}
    return {
        party.record.id: [
            spelling
            for spelling, _ in party.aliases.most_common()
            if owner[spelling] == party.record.id and spelling not in names
        ]
        for party in parties
    }


def _places(survey: Survey, table: Mapping[str, Any], countries: Sequence[str]) -> Iterator[str]:
    often = [(name, count) for name, count in survey.unplaced.most_common() if count >= table["least_unplaced"]]
    if not often:
        return
    yield _PLACES.format(country=countries[0] if countries else "LY")
    for name, count in often[: table["most_unplaced"]]:
        yield f"\n# Named {_times(count, 'time')}.\n# [[places]]\n# name = {_quoted(name)}\n# lat = 0.0\n# lon = 0.0\n"


def _period(survey: Survey) -> Iterator[str]:
    if survey.days:
        yield "# First and last day shown; the articles came out in this time.\n"
        yield f"# period = [{min(survey.days)}, {max(survey.days)}]\n"


def colours_of(sides: Sequence[str], palette: Sequence[str], tints: Sequence[float]) -> list[str]:
    """Give each party a colour: its side's, with more white for the side's second, third ... party.

    Parameters
    ----------
    sides
        The side of each party, in the order of the file.
    palette
        Colours as ``#rrggbb``; taken again from the first when there are more sides.
    tints
        Shares of white (0 to 1).
    """
    order = {side: number for number, side in enumerate(dict.fromkeys(sides))}
    seen: dict[str, int] = {}
    colours = []
    for side in sides:
        number = seen[side] = seen.get(side, -1) + 1
        colours.append(_tinted(palette[order[side] % len(palette)], tints[number % len(tints)]))
    return colours


def _tinted(colour: str, white: float) -> str:
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * white):02x}" for part in parts)


def _times(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")


def _quoted(text: str) -> str:
    """Write a TOML basic string; JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(items: Iterable[str]) -> str:
    return "[" + ", ".join(map(_quoted, items)) + "]"
