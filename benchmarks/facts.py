"""Score the facts of a build against annotated articles, all in one process.

Usage:
    python benchmarks/facts.py facts              # the 26 articles of eval/facts
    python benchmarks/facts.py learned            # eval/corpus without the part kept aside
    python benchmarks/facts.py aside              # the part of eval/corpus kept aside (benchmarks/split.toml)
    python benchmarks/facts.py reports            # our own reports (benchmarks/reports) without the part kept aside
    python benchmarks/facts.py reports-aside      # the part of them kept aside
    python benchmarks/facts.py facts -v --only '09*'

Each article is built alone, as `python build.py map ARTICLE --layers-only` does, and its layers are scored by
../shared/eval/score_facts.py. Words after the set's name go to the scorer.
Exits with 2 where ../shared is not there.
"""

from __future__ import annotations

import gc
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.records import Article

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT))

from platformdirs import user_cache_path  # noqa: E402 - the project stands beside this folder, not in it

from geo.articles import read_articles  # noqa: E402
from geo.facts import merge  # noqa: E402
from geo.gazetteer import open_gazetteer  # noqa: E402
from geo.layers import build_layers, write_layers  # noqa: E402
from geo.reader import Reader  # noqa: E402
from geo.theatre import Theatre  # noqa: E402

PASSES = 5
LENGTH = 4000  # characters of the article that the target speaks of

FOLDERS = {
    "facts": SHARED / "eval" / "facts",
    "learned": SHARED / "eval" / "corpus",
    "aside": SHARED / "eval" / "corpus",
    "reports": ROOT / "benchmarks" / "reports",
    "reports-aside": ROOT / "benchmarks" / "reports",
}


def gold_files(chosen: str) -> list[Path]:
    """Give the annotations of a set."""
    split = tomllib.loads((ROOT / "benchmarks" / "split.toml").read_text("utf-8"))
    aside = {*split["kept_aside"], *split["reports_kept_aside"]}
    gold = sorted((FOLDERS[chosen] / "gold").glob("*.json"))
    return [path for path in gold if chosen == "facts" or (path.stem in aside) == chosen.endswith("aside")]


def build_each(gold: list[Path], work: Path, reader: Reader) -> list[Article]:
    """Build every article alone into ``work/built``; gives the articles."""
    articles = []
    for path in gold:
        name = json.loads(path.read_text("utf-8"))["article"]
        folders = (path.parent.parent / "articles", SHARED / "seeds")
        article = read_articles([next(folder / name for folder in folders if (folder / name).exists())]).articles[0]
        articles.append(article)
        out = work / "built" / Path(name).stem
        (out / "layers").mkdir(parents=True)
        write_layers(build_layers(merge([reader.read(article)]), reader.gazetteer, None), out)
        shutil.copy(path, work / "gold")
    return articles


def pace(articles: Sequence[Article], reader: Reader) -> str:
    """Say how fast text becomes facts: the median of several passes over articles that were read before."""
    gc.collect()
    gc.freeze()
    passes = []
    for _ in range(PASSES):
        begin = time.process_time()
        for article in articles:
            reader.read(article)
        passes.append(time.process_time() - begin)
    spent = statistics.median(passes)
    characters = sum(len(article.text) for article in articles)
    return (
        f"text to facts: {len(articles) / spent:.0f} articles/s of {characters / len(articles):.0f} characters, "
        f"{characters / LENGTH / spent:.0f}/s per {LENGTH:,} characters (one core, processor time, median of {PASSES})"
    )


def main() -> int:
    """Build and score one set."""
    if len(sys.argv) < 2 or sys.argv[1] not in FOLDERS:
        print(__doc__)
        return 2
    if not SHARED.is_dir():
        print(f"{SHARED} is not there: the annotated articles live beside the repository", file=sys.stderr)
        return 2
    gold = gold_files(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "gold").mkdir()
        shutil.copy(gold[0].parent.parent / "actors.json", work)
        reader = Reader(open_gazetteer(user_cache_path("sitmap", appauthor=False)), Theatre())
        articles = build_each(gold, work, reader)
        scorer = [sys.executable, str(SHARED / "eval" / "score_facts.py"), "--gold", str(work / "gold")]
        code = subprocess.run([*scorer, "--built", str(work / "built"), *sys.argv[2:]], check=False).returncode
    print(pace(articles, reader))
    return code


if __name__ == "__main__":
    sys.exit(main())
