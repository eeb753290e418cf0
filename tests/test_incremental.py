"""Articles come, go and change in any order: each rebuild gives the very bytes of a clean build."""

import datetime as dt
import hashlib
import random
import shutil
from pathlib import Path

import pytest

from geo.inputs import gather
from geo.layers import write_layers
from geo.memo import Memo, open_memo
from geo.pipeline import build
from geo.theatre import Theatre
from maps.assets import load_assets, world_atlas_folder
from maps.interactive import render_page

TODAY = dt.date(2026, 1, 1)
TOWNS = ("Gharyan", "Tarhuna", "Sirte", "Misrata", "Zawiya", "Sabratha", "Bani Walid", "Zintan", "Sebha", "Ajdabiya")
PARTIES = ("the LNA", "the GNA", "Misrata militias")
SENTENCES = (
    "Forces of {one} captured {town} on {day}.",
    "Forces of {one} withdrew from {town} on {day}.",
    "{one} has held {town} since {day}.",
    "On {day} clashes between {one} and {other} in {town} killed {number} fighters.",
    "{one} shelled the southern outskirts of {town} on {day}.",
    "{one} is advancing from {away} towards {town}.",
    "{one} is advancing on {town}.",
    "A column of {one} moved on {town} from the south on {day}.",
    "{one} has its headquarters in {town}.",
    "Qaryat al-Nowhere fell to {other}.",
)


def article(chance: random.Random) -> str:
    told = []
    for _ in range(chance.randrange(1, 5)):
        one, other = chance.sample(PARTIES, 2)
        town, away = chance.sample(TOWNS, 2)
        day = f"{chance.randrange(1, 29)} May 2019"
        form = chance.choice(SENTENCES)
        told.append(form.format(one=one, other=other, town=town, away=away, day=day, number=chance.randrange(1, 9)))
    text = " ".join(sentence[0].upper() + sentence[1:] for sentence in told)
    return f"---\npublished: 2019-0{chance.randrange(5, 8)}-{chance.randrange(1, 29):02d}\n---\n{text}\n"


def change(folder: Path, chance: random.Random) -> None:
    for _ in range(chance.randrange(1, 5)):
        path = folder / f"a{chance.randrange(14)}.txt"
        if path.exists() and chance.random() < 0.4:
            path.unlink()
        else:
            path.write_text(article(chance), "utf-8")
    (folder / "a0.txt").write_text(article(chance), "utf-8")


def damage(cache: Path, chance: random.Random) -> None:
    """Flip bytes in a store, or cut it off."""
    path = cache / chance.choice(("units.sqlite", "drawn.sqlite"))
    if not path.exists():
        return
    content = bytearray(path.read_bytes())
    for _ in range(20):
        content[chance.randrange(len(content))] ^= 0xFF
    path.write_bytes(content if chance.random() < 0.7 else content[: len(content) // 2])


def made(articles: Path, cache: Path, out: Path, workers: int = 1) -> dict[str, str]:
    """Build and give the hash of each file."""
    inputs = gather([articles], Theatre(countries=("LY",)), cache_dir=cache, today=TODAY)
    atlas = world_atlas_folder()
    theatre = Theatre(countries=("LY",))
    built = build(inputs, theatre, cache_dir=cache, world_atlas=atlas, today=TODAY, workers=workers)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    write_layers(built.layers, out)
    (out / "map.html").write_text(render_page(built.layers, built.context, load_assets()), "utf-8")
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a cache with nothing but the compiled gazetteer."""
    from geo.gazetteer import open_gazetteer

    folder = tmp_path_factory.mktemp("bare")
    open_gazetteer(folder)
    return folder


@pytest.mark.parametrize("seed", range(3))
def test_every_rebuild_gives_the_bytes_of_a_clean_build(bare: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    articles, cache = tmp_path / "in", tmp_path / "cache"
    articles.mkdir()
    shutil.copytree(bare, cache)
    before: dict[str, str] = {}
    for step in range(4):
        change(articles, chance)
        if step % 3 == 2:
            damage(cache, chance)
        clean = tmp_path / f"clean{step}"
        shutil.copytree(bare, clean)
        after = made(articles, cache, tmp_path / "out", workers=1 + step % 2)
        assert after == made(articles, clean, tmp_path / "out"), step
        assert after != before
        before = after


def test_what_is_the_same_is_not_worked_out_again(tmp_path: Path) -> None:
    asked = []

    def work(memo: Memo, *inputs: object) -> bytes:
        return memo.of("work", inputs, lambda: asked.append(inputs) or repr(inputs).encode())  # type: ignore[func-returns-value]

    for given in ((1, 2), (2, 3), (1,)):
        with open_memo(tmp_path / "drawn.sqlite", "k") as memo:
            assert [work(memo, number) for number in given] == [b"(%d,)" % number for number in given]
    assert asked == [(1,), (2,), (3,), (1,)]  # what a build did not ask for is let go
    with open_memo(tmp_path / "drawn.sqlite", "another gazetteer") as memo:
        work(memo, 1)
    assert len(asked) == 5


def test_a_build_that_breaks_keeps_what_was_kept(tmp_path: Path) -> None:
    with open_memo(tmp_path / "drawn.sqlite", "k") as memo:
        memo.of("work", 1, lambda: b"one")
    with pytest.raises(ZeroDivisionError), open_memo(tmp_path / "drawn.sqlite", "k") as memo:
        memo.of("work", 1 // 0, lambda: b"")
    with open_memo(tmp_path / "drawn.sqlite", "k") as memo:
        assert memo.of("work", 1, lambda: b"another") == b"one"
