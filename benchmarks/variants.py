"""Many articles for the scale benchmarks: real annotated ones with other towns of their country and other dates.

Usage:
    python benchmarks/variants.py 10000 /tmp/articles

Takes the texts of ../shared/eval where they are there, else the briefs in seeds/ (fewer, and their towns stay).
The same number gives the same files.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.gazetteer import Gazetteer

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH = "|".join(MONTHS)
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}}) ({_MONTH})(?: (\d{{4}}))?\b")
_MONTH_DAY = re.compile(rf"\b({_MONTH}) (\d{{1,2}})(?!\d)(?:, (\d{{4}}))?")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def originals() -> list[tuple[str, str, list[str], list[str]]]:
    """Give text, date of publication, place names and countries of each original."""
    found = []
    for gold in sorted(SHARED.glob("eval/*/gold/*.json")):
        told = json.loads(gold.read_text("utf-8"))
        path = gold.parent.parent / "articles" / told["article"]
        if path.exists():
            names = sorted({item["phrase"] for item in told["toponyms"] if item["role"] == "literal"})
            found.append((path.read_text("utf-8"), told["published"] or "2020-06-01", names, told["country"]))
    if not found:
        found = [(path.read_text("utf-8"), "2020-01-01", [], []) for path in sorted((ROOT / "seeds").glob("*.md"))]
    return found


def variants(number: int, gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Give name and content of each article."""
    sources = originals()
    towns: dict[str, list[str]] = {}
    for country in sorted({code for item in sources for code in item[3]}):
        home = gazetteer.country(country)
        box = (home.lon - 8, home.lat - 8, home.lon + 8, home.lat + 8) if home else (-180.0, -90.0, 180.0, 90.0)
        towns[country] = [place.name for place in gazetteer.towns(box, 5_000) if place.country == country]
    for index in range(number):
        chance = random.Random(index)
        text, published, names, countries = sources[index % len(sources)]
        pool = [name for code in countries for name in towns.get(code, [])]
        days = dt.timedelta(days=chance.randrange(-1500, 0))
        text = _moved(_FRONT_MATTER.sub("", text), days)
        for name in sorted(names, key=len, reverse=True):
            if pool and chance.random() < 0.5:
                text = re.sub(rf"\b{re.escape(name)}\b", chance.choice(pool).replace("\\", ""), text)
        day = _day(published) + days
        head = f"---\npublished: {day.isoformat()}\nsource: Wire {index % 40}\n---\n"
        yield f"{index // 1000:03d}/{index:06d}.txt", head + text


def _day(text: str) -> dt.date:
    parts = [*map(int, text.split("-")), 1, 1][:3]
    return dt.date(*parts)


def _moved(text: str, days: dt.timedelta) -> str:
    """Shift every date that names day and month by the same number of days."""

    def shift(day: str, month: str, year: str | None) -> dt.date | None:
        try:
            return dt.date(int(year or 2020), MONTHS.index(month) + 1, int(day)) + days
        except ValueError:
            return None

    def first(match: re.Match[str]) -> str:
        new = shift(match[1], match[2], match[3])
        return match[0] if new is None else f"{new.day} {MONTHS[new.month - 1]}" + (f" {new.year}" if match[3] else "")

    def second(match: re.Match[str]) -> str:
        new = shift(match[2], match[1], match[3])
        return match[0] if new is None else f"{MONTHS[new.month - 1]} {new.day}" + (f", {new.year}" if match[3] else "")

    return _MONTH_DAY.sub(second, _DAY_MONTH.sub(first, text))


def write_variants(number: int, folder: Path, cache_dir: Path) -> None:
    """Write the articles below `folder`, a thousand in a subfolder."""
    from geo.gazetteer import open_gazetteer  # noqa: PLC0415 - the project stands beside this folder

    for name, content in variants(number, open_gazetteer(cache_dir)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")


if __name__ == "__main__":
    from platformdirs import user_cache_path

    write_variants(int(sys.argv[1]), Path(sys.argv[2]), user_cache_path("sitmap", appauthor=False))
