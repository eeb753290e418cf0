"""One table for both renderers: complete, readable, colours that stay apart."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
import sample

from geo.records import Actor
from maps.style import lifted, load_style, party_colours, rgb
from maps.symbols import FALLBACK, load_symbols

STATUSES = ("occurred", "ongoing", "claimed", "planned", "threatened", "denied")


def luminance(colour: str) -> float:
    parts = [value / 255 for value in rgb(colour)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_status_of_the_contract_has_a_look() -> None:
    style = load_style()
    assert set(style.status) == set(STATUSES)
    assert {"held", "inferred", "contested", "besieged", "claimed"} <= set(style.control)
    assert all(style.base[status]["like"] in style.status for status in ("active", "planned", "captured", "destroyed"))


def test_no_two_statuses_look_alike_where_they_mean_different_things() -> None:
    style = load_style()
    looks = {status: (tuple(style.status[status]["dash"]), style.status[status]["fill"]) for status in STATUSES}
    assert len({looks[status] for status in ("occurred", "claimed", "planned", "denied")}) == 4


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_on_the_ground_can_be_read(theme: str) -> None:
    ground = load_style().ground[theme]
    assert contrast(ground["ink"], ground["land"]) >= 7
    assert contrast(ground["town_text"], ground["land"]) >= 4.5
    assert contrast(ground["contact"], ground["land"]) >= 7


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_party_colours_stand_off_the_ground(theme: str) -> None:
    style = load_style()
    ground = style.ground[theme]
    assert style.parties["palette"]
    for colour in style.parties["palette"]:
        assert contrast(lifted(colour, ground["lift"]), ground["land"]) >= 3


def test_a_partys_own_colour_wins_and_the_rest_stay_apart_from_it() -> None:
    style = load_style()
    colours = party_colours(sample.ACTORS, style)
    assert colours["LNA"] == "#b8322a"
    assert len(set(colours.values())) == len(colours)
    for one, other in combinations(colours.values(), 2):
        assert sum(abs(a - b) for a, b in zip(rgb(one), rgb(other), strict=True)) >= 75


def test_many_parties_get_colours_in_a_fixed_order() -> None:
    style = load_style()
    actors = [Actor(str(n), str(n)) for n in range(25)]
    assert party_colours(actors, style) == party_colours(actors, style)
    assert all(re.fullmatch(r"#[0-9a-f]{6}", colour) for colour in party_colours(actors, style).values())


def test_a_theatre_may_choose_the_colour_of_contested_ground() -> None:
    assert party_colours((), load_style(), "#123456")["contested"] == "#123456"


def test_every_kind_has_a_glyph_that_is_there() -> None:
    symbols = load_symbols()
    assert set(symbols.events.values()) | set(symbols.bases.values()) | {FALLBACK} <= set(symbols.glyphs)
    assert symbols.event("Battles", "Armed clash") == "clash"
    assert symbols.event("Battles", "a new kind") == symbols.events["Battles"]
    assert symbols.event("?", "?") == FALLBACK


def test_glyphs_are_small_plain_paths() -> None:
    assert load_symbols().glyphs
    for name, path in load_symbols().glyphs.items():
        assert re.fullmatch(r"M[MLHVCSQAZmlhvcsqaz0-9 .\-]+", path), name
        assert len(path) < 520, name
