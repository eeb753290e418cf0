"""The theatre file: what is right is read, what is wrong is told with its line."""

import re
from pathlib import Path

import pytest

from geo.errors import ConfigError
from geo.theatre import Theatre, find_theatre, load_theatre

GOOD = """
title = "Testland"
countries = ["LY"]

[[actors]]
id = "A"
aliases = ["Army of A"]
colour = "#AA3322"

[[places]]
name = "Camp X"
lat = 30.5
lon = 14.25
names = ["Camp Ten"]
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "theatre.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_good_file_gives_actors_and_places(tmp_path: Path) -> None:
    theatre = load_theatre(write(tmp_path, GOOD))
    actor = theatre.actors[0].to_record()
    assert (actor.name, actor.side, actor.colour) == ("A", "A", "#aa3322")
    place = theatre.places[0].to_record()
    assert place.names == ("Camp X", "Camp Ten")
    assert (place.id, place.geocoder) == ("th:camp-x", "theatre")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('title = "x"\ncountries = [', 2, "not valid TOML"),
        ('title = "x"\n\ncountries = ["Libya"]\n', 3, "no ISO 3166-1"),
        ('title = "x"\ncolor = "red"\n', 2, "unknown key; allowed here"),
        (GOOD + '\n[[actors]]\nid = "B"\ncolour = "red"\n', 18, "no colour such as"),
        (GOOD + "\n[[places]]\nname = 'Y'\nlat = 95\nlon = 1\n", 18, "less than or equal to 90"),
        (GOOD + "\n[[places]]\nname = 'Y'\nlat = nan\nlon = 1\n", 18, "finite number"),
        (GOOD + '\n[[actors]]\nid = "A"\n', None, "stands twice"),
        ("bbox = [25.0, 19.0, 9.0, 33.0]\n", None, "west < east"),
    ],
)
def test_a_wrong_file_names_line_and_remedy(tmp_path: Path, text: str, line: int | None, said: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_theatre(path)
    assert said in str(caught.value)
    assert caught.value.line == line
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 2


def test_a_missing_or_binary_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_theatre(tmp_path / "none.toml")
    (tmp_path / "theatre.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_theatre(tmp_path / "theatre.toml")


def test_the_theatre_is_found_in_the_folder_or_beside_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    article = tmp_path / "a.txt"
    article.write_text("x")
    assert find_theatre((tmp_path,)) == path
    assert find_theatre((article,)) == path
    assert find_theatre((tmp_path.parent / "elsewhere.txt",)) is None


def test_an_empty_theatre_is_valid() -> None:
    assert Theatre().countries == ()


def test_the_seeds_theatre_is_valid() -> None:
    theatre = load_theatre(Path(__file__).parents[2] / "seeds" / "theatre.toml")
    assert theatre.countries == ("LY",)
    assert all(actor.colour for actor in theatre.actors)


def test_gazetteers_are_countries(tmp_path: Path) -> None:
    assert load_theatre(write(tmp_path, 'gazetteers = ["LY", "TD"]')).gazetteers == ("LY", "TD")
    with pytest.raises(ConfigError, match=r"gazetteers.*'Libya' is no ISO 3166-1 alpha-2 code"):
        load_theatre(write(tmp_path, 'gazetteers = ["Libya"]'))


def test_a_logo_becomes_part_of_the_map(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    path = tmp_path / "theatre.toml"
    path.write_text('[map]\nlogo = "logo.svg"\n')
    theatre = load_theatre(path)
    assert theatre.map.logo.startswith("data:image/svg+xml;base64,")
    assert theatre.folder == tmp_path


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("logo.html", b"<svg>", "is none of"),
        ("logo.png", b"GIF89a", "is not what its ending says"),
        ("logo.jpg", b"\xff\xd8\xff" + bytes(200_000), "at most"),
        ("logo.webp", None, "cannot be read"),
    ],
)
def test_what_is_no_logo_is_said(tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    path = tmp_path / "theatre.toml"
    path.write_text(f'title = "x"\n[map]\nlogo = "{name}"\n')
    with pytest.raises(ConfigError, match=said) as caught:
        load_theatre(path)
    assert ":3: map.logo" in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}.png",
        "https://a.example.org; script-src */{z}/{x}/{y}",
        "javascript:{z}{x}{y}",
    ],
)
def test_tiles_that_are_none_are_refused(tmp_path: Path, url: str) -> None:
    path = tmp_path / "theatre.toml"
    path.write_text(f'[[map.tiles]]\nname = "x"\nattribution = "y"\nurl = "{url}"\n')
    with pytest.raises(ConfigError, match=re.escape(url)):
        load_theatre(path)
