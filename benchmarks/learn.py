"""Add our own annotated reports to what the trained parts learn from; those kept aside are left out.

Usage:
    python benchmarks/learn.py

Reads ``benchmarks/reports`` and rewrites its share of ``geo/data/toponyms/corpus.jsonl`` (texts and toponyms) and of
``geo/data/facts/annotated.jsonl`` (events; beside it the names of their parties). Train afterwards:
``python -m geo.toponyms.train``,
``python -m geo.facts.train_salience``, ``python -m geo.facts.train``, ``python -m geo.facts.train_parties``.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / "benchmarks" / "reports"
TEXTS = ROOT / "geo" / "data" / "toponyms" / "corpus.jsonl"
NAMES = ROOT / "geo" / "data" / "facts" / "annotated_names.jsonl"
EVENTS = ROOT / "geo" / "data" / "facts" / "annotated.jsonl"
LETTERS = {"literal": "L", "associative": "A", "in_name": "N"}


def text_of(gold: dict[str, Any], text: str) -> dict[str, Any]:
    """Give the line of a text: a toponym is start, end, role letter, lat, lon."""
    marked = sorted(gold["toponyms"], key=lambda one: one["start"])
    toponyms = [[one["start"], one["end"], LETTERS[one["role"]], one["lat"], one["lon"]] for one in marked]
    stem = Path(gold["article"]).stem
    return {
        "id": stem,
        "report": True,
        "countries": gold["country"],
        "published": gold["published"],
        "text": text,
        "toponyms": toponyms,
    }


def events_of(gold: dict[str, Any], text: str) -> dict[str, Any]:
    """Give the line of events: start, end, type, subtypes just as good, lat, lon, radius_km, optional; parties."""
    events = []
    parties = [[one.get("actor") or "", one.get("target") or ""] for one in gold["events"]]
    for one in gold["events"]:
        start = text.index(one["quote"])
        subtypes = [one["subtype"], *one.get("also_ok", [])]
        where = (one["lat"], one["lon"], one["radius_km"])
        events.append([start, start + len(one["quote"]), one["type"], subtypes, *where, bool(one.get("optional"))])
    stem, published = Path(gold["article"]).stem, gold["published"] or ""
    return {"id": stem, "published": published, "group": gold["conflict"], "events": events, "parties": parties}


def add_names(lines: dict[str, dict[str, Any]]) -> None:
    """Add what the reports call their parties to the names known of each conflict."""
    ours = json.loads((REPORTS / "actors.json").read_text("utf-8"))["conflicts"]
    known = {one["group"]: one["names"] for one in map(json.loads, NAMES.read_text("utf-8").splitlines())}
    for line in lines.values():
        names = known.setdefault(line["group"], {})
        for party in sorted({party for pair in line["parties"] for party in pair if party}):
            names[party] = sorted({*names.get(party, ()), *ours.get(line["group"], {}).get(party, ())})
    new = [
        json.dumps({"group": group, "names": names}, ensure_ascii=False, separators=(",", ":"))
        for group, names in sorted(known.items())
    ]
    NAMES.write_text("\n".join(new) + "\n", "utf-8", newline="\n")


def rewrite(path: Path, lines: dict[str, dict[str, Any]], known: set[str]) -> None:
    """Put the lines of the reports in the place of those that the file has of them."""
    kept = [line for line in path.read_text("utf-8").splitlines() if json.loads(line)["id"] not in known]
    new = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) for _, line in sorted(lines.items())]
    path.write_text("\n".join((*kept, *new)) + "\n", "utf-8", newline="\n")


def main() -> None:
    """Rewrite the files."""
    split = tomllib.loads((ROOT / "benchmarks" / "split.toml").read_text("utf-8"))
    texts, events, known = {}, {}, set()
    for path in sorted((REPORTS / "gold").glob("*.json")):
        known.add(path.stem)
        if path.stem in split["reports_kept_aside"]:
            continue
        gold = json.loads(path.read_text("utf-8"))
        text = (REPORTS / "articles" / gold["article"]).read_text("utf-8")
        texts[path.stem], events[path.stem] = text_of(gold, text), events_of(gold, text)
    rewrite(TEXTS, texts, known)
    rewrite(EVENTS, events, known)
    add_names(events)
    print(f"{len(texts)} reports to learn from, {len(known) - len(texts)} kept aside")


if __name__ == "__main__":
    main()
