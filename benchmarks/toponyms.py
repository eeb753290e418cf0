"""Accuracy and speed of the toponym stage beside geotext and flashgeotext, in one run.

    python benchmarks/toponyms.py --eval ../shared/eval [--cache DIR] [--only geovirus,trnews]
    python benchmarks/toponyms.py --corpus mine.jsonl     # any texts in the format of score_toponyms.py
    python benchmarks/toponyms.py --floors       # ours alone; exits with 1 where a score is below floors.toml

Texts: GeoVirus and TR-News (`toponyms/*.jsonl`), and the annotated reports (`facts`, and the part of `corpus` that
`split.toml` keeps aside). Literal mentions are scored on the reports, literal and associative ones on the news, whose
annotators marked both. A prediction's point is the place itself, not moved by a relation. The two packages resolve
to the most populous place of the name; they are left out, with a line that says so, where they are not installed
(`pip install -e .[benchmarks]`). Speed is that of one core: seconds of the processor, not of the clock, so that other
work of the machine does not count; the ratio is to flashgeotext on the same texts.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
import tomllib
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geo.gazetteer import Gazetteer, open_gazetteer  # noqa: E402 - the checkout need not be installed
from geo.gazetteer.distance import haversine_km  # noqa: E402
from geo.language import split_sentences  # noqa: E402
from geo.records import Article  # noqa: E402
from geo.toponyms import find_mentions  # noqa: E402

KM_RIGHT, KM_NEAR = 10.0, 161.0


@dataclass(frozen=True)
class Toponym:
    """A toponym, gold or predicted; `scored` is false for gold that a program may find or leave."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    scored: bool = True


@dataclass(frozen=True)
class Text:
    """A text with its gold."""

    id: str
    text: str
    gold: tuple[Toponym, ...]
    countries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Speed:
    """Documents in a second, once loaded and with the loading."""

    docs: float
    loaded: float


Parser = Callable[[Text], list[Toponym]]


def read_news(path: Path) -> list[Text]:
    texts = []
    for line in path.read_text("utf-8").splitlines():
        raw = json.loads(line)
        gold = tuple(Toponym(t["start"], t["end"], t["lat"], t["lon"], t["lat"] is not None) for t in raw["toponyms"])
        texts.append(Text(str(raw["id"]), raw["text"], gold))
    return texts


def read_reports(gold: Path, folders: list[Path], only: frozenset[str] | None = None) -> list[Text]:
    texts = []
    for path in sorted(gold.glob("*.json")):
        if only is not None and path.stem not in only:
            continue
        raw = json.loads(path.read_text("utf-8"))
        article = next(folder / raw["article"] for folder in folders if (folder / raw["article"]).exists())
        marks = tuple(
            Toponym(t["start"], t["end"], t["lat"], t["lon"], t["role"] == "literal" and not t.get("optional"))
            for t in raw["toponyms"]
            if t["role"] == "literal" or "literal" in t.get("role_ok", [])
        )
        texts.append(Text(path.stem, article.read_text("utf-8"), marks, tuple(raw["country"])))
    return texts


def sitmap(gazetteer: Gazetteer, roles: frozenset[str], *, theatre: bool = False) -> Parser:
    def parse(text: Text) -> list[Toponym]:
        article = Article(name=text.id, text=text.text, sha256="")
        countries = text.countries if theatre else ()
        found = []
        for mention in find_mentions(article, split_sentences(article), gazetteer, countries):
            if mention.role in roles:
                place = mention.location and mention.location.place
                point = (place.lat, place.lon) if place else (None, None)
                found.append(Toponym(mention.start, mention.end, *point))
        return found

    return parse


def most_populous(gazetteer: Gazetteer, names: Callable[[str], list[tuple[int, int]]]) -> Parser:
    def parse(text: Text) -> list[Toponym]:
        found = []
        for start, end in names(text.text):
            places = gazetteer.lookup(text.text[start:end], fuzzy=False)
            found.append(Toponym(start, end, *((places[0].lat, places[0].lon) if places else (None, None))))
        return found

    return parse


def geotext_names() -> Callable[[str], list[tuple[int, int]]]:
    from geotext import GeoText  # noqa: PLC0415 - may not be installed

    def names(text: str) -> list[tuple[int, int]]:
        read = GeoText(text)
        found, at = [], {}
        for name in [*read.cities, *read.countries]:
            start = text.find(name, at.get(name, 0))
            if start >= 0:
                at[name] = start + len(name)
                found.append((start, at[name]))
        return found

    return names


def flashgeotext_names() -> Callable[[str], list[tuple[int, int]]]:
    from flashgeotext.geotext import GeoText  # noqa: PLC0415 - may not be installed

    reader = GeoText()

    def names(text: str) -> list[tuple[int, int]]:
        read = reader.extract(input_text=text, span_info=True)
        return sorted({span for kind in read.values() for entry in kind.values() for span in entry["span_info"]})

    return names


def score(texts: list[Text], predicted: list[list[Toponym]]) -> dict[str, float]:
    """Give precision, recall and F1 (exact, overlap), and the shares placed right."""
    exact = overlap = wrong_exact = wrong = gold_count = right = near = placed = 0
    for text, found in zip(texts, predicted, strict=True):
        gold = [g for g in text.gold if g.scored]
        free = [g for g in text.gold if not g.scored]
        spans = {(g.start, g.end) for g in gold}
        found = [p for p in found if (p.start, p.end) in spans or not any(_laps(p, g) for g in free)]  # noqa: PLW2901
        gold_count += len(gold)
        wrong_exact += sum((p.start, p.end) not in spans for p in found)
        wrong += sum(not any(_laps(p, g) for g in gold) for p in found)
        for g in gold:
            laps = [p for p in found if _laps(p, g)]
            same = [p for p in laps if (p.start, p.end) == (g.start, g.end)]
            exact += bool(same)
            overlap += bool(laps)
            best = (same or laps or [None])[0]
            if best and best.lat is not None and best.lon is not None and g.lat is not None and g.lon is not None:
                apart = haversine_km(best.lat, best.lon, g.lat, g.lon)
                placed, right, near = placed + 1, right + (apart <= KM_RIGHT), near + (apart <= KM_NEAR)
    return {
        "F1 exact": 2 * exact / max(1, exact + wrong_exact + gold_count),
        "F1": 2 * overlap / max(1, overlap + wrong + gold_count),
        "P": overlap / max(1, overlap + wrong),
        "R": overlap / max(1, gold_count),
        "acc10": right / max(1, overlap),
        "acc161": near / max(1, overlap),
        "acc10 placed": right / max(1, placed),
        "e2e10": right / max(1, gold_count),
    }


def _laps(one: Toponym, other: Toponym) -> bool:
    return one.start < other.end and other.start < one.end


def measure(name: str, texts: list[Text], make: Callable[[], Parser]) -> tuple[dict[str, float], Speed]:
    begin = time.process_time()
    parse = make()
    parse(texts[0])
    loaded = time.process_time()
    predicted = [parse(text) for text in texts]
    done = time.process_time()
    scores = score(texts, predicted)
    figures = "  ".join(f"{key} {value:.3f}" for key, value in scores.items())
    load, run = loaded - begin, done - loaded
    speed = Speed(len(texts) / run, len(texts) / (run + load))
    print(f"  {name:<22}{figures}  {speed.docs:6.0f} docs/s  {speed.loaded:5.0f} with load ({load:.2f} s)")
    return scores, speed


def below(scores: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Say which scores are below their floors."""
    return [f"{key} {scores[key]:.3f} is below {floor:.3f}" for key, floor in floors.items() if scores[key] < floor]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--eval", type=Path, default=ROOT.parent / "shared" / "eval")
    options.add_argument("--cache", type=Path, default=user_cache_path("sitmap"))
    options.add_argument("--only", default="", help="names of corpora, parted by commas")
    options.add_argument("--corpus", type=Path, help="a JSON lines file of texts with toponyms, instead of ours")
    options.add_argument("--floors", action="store_true", help="check our scores against floors.toml")
    given = options.parse_args()
    if given.corpus:
        texts = read_news(given.corpus)
        print(f"{given.corpus.name}: {len(texts)} texts, {sum(g.scored for t in texts for g in t.gold)} toponyms")
        compare(texts, given.cache, news=True, others=True)
        return
    folder: Path = given.eval
    kept = frozenset(tomllib.loads((ROOT / "benchmarks" / "split.toml").read_text("utf-8"))["kept_aside"])
    corpora: dict[str, Callable[[], list[Text]]] = {
        "facts": lambda: read_reports(folder / "facts/gold", [folder / "facts/articles", folder.parent / "seeds"]),
        "kept": lambda: read_reports(folder / "corpus/gold", [folder / "corpus/articles"], kept),
        "geovirus": lambda: read_news(folder / "toponyms/geovirus.jsonl"),
        "trnews": lambda: read_news(folder / "toponyms/trnews.jsonl"),
    }
    floors = tomllib.loads((ROOT / "benchmarks" / "floors.toml").read_text("utf-8"))["toponyms"]
    fallen: list[str] = []
    wanted = given.only.split(",") if given.only else list(corpora)
    for corpus in wanted:
        texts = corpora[corpus]()
        print(f"{corpus}: {len(texts)} texts, {sum(g.scored for t in texts for g in t.gold)} toponyms")
        scores = compare(texts, given.cache, news=corpus in {"geovirus", "trnews"}, others=not given.floors)
        fallen += [f"{corpus}: {line}" for line in below(scores, floors[corpus])]
    if given.floors and fallen:
        sys.exit("\n".join(fallen))


def compare(texts: list[Text], cache: Path, *, news: bool, others: bool) -> dict[str, float]:
    roles = frozenset({"literal", "associative"} if news else {"literal"})
    open_gazetteer(cache)  # compiled once per machine: not part of anybody's load time
    scores, ours = measure("sitmap", texts, lambda: sitmap(open_gazetteer(cache), roles))
    if not news:
        measure("sitmap, theatre given", texts, lambda: sitmap(open_gazetteer(cache), roles, theatre=True))
    packages = (("geotext", geotext_names), ("flashgeotext", flashgeotext_names)) if others else ()
    for package, names in packages:
        if importlib.util.find_spec(package) is None:
            print(f"  {package:<22}not installed (pip install -e .[benchmarks])")
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _, other = measure(
                package,
                texts,
                lambda names=names: most_populous(open_gazetteer(cache), names()),  # type: ignore[misc]
            )
        if package == "flashgeotext":
            print(f"  ratio of speed {ours.docs / other.docs:.3f}, with load {ours.loaded / other.loaded:.2f}")
    return scores


if __name__ == "__main__":
    main()
