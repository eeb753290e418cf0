"""How fast data of others come onto the map, and how large the page gets: UCDP's rows, and a million made of them.

    .venv/bin/python benchmarks/imports.py            # the real rows of ../shared/eval/events
    .venv/bin/python benchmarks/imports.py --rows N   # N invented rows in UCDP's columns

The target: the 16,566 rows imported, joined to the articles of seeds/ and drawn in under 20 s; the page within the
bounds of the map design (10,000 events under 6 MB).
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from geo.commands.common import today, user_cache  # noqa: E402 - after the path
from geo.gazetteer import open_gazetteer  # noqa: E402
from geo.imports import join_data  # noqa: E402
from geo.layers import build_layers, read_world, write_layers  # noqa: E402
from geo.pipeline import make_context  # noqa: E402
from geo.records import Facts  # noqa: E402
from geo.region import bounds_of  # noqa: E402
from geo.theatre import load_theatre  # noqa: E402
from maps.assets import world_atlas_folder  # noqa: E402
from maps.draw import draw  # noqa: E402

REAL = ROOT.parent / "shared" / "eval" / "events" / "ucdp_ged_syria_2016_2019.csv.gz"
LIMIT_S = 20.0
BYTES_AN_EVENT = 6_000_000 / 10_000


def invented(count: int, path: Path) -> None:
    """Write rows in UCDP's columns: places over Syria, a tenth of them wrong in one way or another."""
    chance = np.random.default_rng(6)
    spots = chance.integers(0, 2_000, count)
    days = pd.Timestamp("2016-01-01") + pd.to_timedelta(chance.integers(0, 1_400, count), unit="D")
    lat = 32.5 + spots % 50 * 0.09
    rows = pd.DataFrame({
        "id": np.arange(count), "type_of_violence": chance.integers(1, 4, count), "side_a": "Government of Syria",
        "side_b": np.where(spots % 3, "Syrian insurgents", "IS"),
        "where_coordinates": [f"Spot {spot} village" for spot in spots],
        "country": "Syria", "latitude": np.where(chance.random(count) < 0.1, np.nan, lat),
        "longitude": 36.0 + spots // 50 * 0.14, "where_prec": chance.integers(1, 3, count), "date_prec": 1,
        "date_start": days.strftime("%Y-%m-%d"), "date_end": days.strftime("%Y-%m-%d"), "event_clarity": 1,
        "best": chance.integers(0, 9, count), "source_headline": "Invented report of a clash", "source_date": "",
    })  # fmt: skip
    rows.to_csv(path, index=False)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=0, help="invented rows instead of the real ones")
    parser.add_argument("--keep", type=Path, help="where the build is kept")
    options = parser.parse_args()
    if not options.rows and not REAL.is_file():
        print(f"the real rows are not there ({REAL}): use --rows 16566", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if options.rows:
            invented(options.rows, folder / "ged.csv")
        else:
            with gzip.open(REAL) as packed, (folder / "ged.csv").open("wb") as plain:
                shutil.copyfileobj(packed, plain)
        (folder / "theatre.toml").write_text(
            'countries = ["SY"]\n[[data]]\nfile = "ged.csv"\nformat = "ucdp"\n', "utf-8"
        )
        return measure(folder, options.keep or folder / "out")


def measure(folder: Path, out: Path) -> int:
    out.mkdir(parents=True, exist_ok=True)
    cache = user_cache()
    theatre = load_theatre(folder / "theatre.toml")
    gazetteer = open_gazetteer(cache)
    gazetteer.lookup("Damascus")
    times = [time.perf_counter()]
    joined = join_data(Facts(()), theatre, gazetteer, today=today())
    times.append(time.perf_counter())
    atlas = world_atlas_folder()
    bounds = bounds_of(joined.facts, theatre)
    world = read_world(atlas, bounds, cache_dir=cache / "world") if atlas and bounds else None
    layers = build_layers(joined.facts, gazetteer, world)
    context = make_context(joined.facts, theatre, gazetteer, world, bounds)
    times.append(time.perf_counter())
    write_layers(layers, out)
    times.append(time.perf_counter())
    draw(layers, context, out, figure=False)
    times.append(time.perf_counter())
    steps = dict(zip(("join", "layers", "write", "draw"), np.diff(times).round(2).tolist(), strict=True))
    size = (out / "map.html").stat().st_size
    total = times[-1] - times[0]
    most = BYTES_AN_EVENT * max(len(layers.events), 10_000)
    print(*joined.notes, sep="\n")
    print(json.dumps({
        "events": len(layers.events), "seconds": round(total, 2), "steps": steps, "page_MB": round(size / 1e6, 2),
        "bound_MB": round(most / 1e6, 2), "memory_MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000,
    }))  # fmt: skip
    return int(total > LIMIT_S or size > most)


if __name__ == "__main__":
    sys.exit(main())
