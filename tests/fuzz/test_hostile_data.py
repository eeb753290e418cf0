"""Hostile tables and shapes: any bytes are rows or an error in one line."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from geo.errors import ConfigError
from geo.imports.files import read_file

if TYPE_CHECKING:
    from pathlib import Path

CELLS = [
    "a", "b", '"', '"x', "\n", ",", ";", "\t", "lat", "NaN", "inf", "1e999", "\x00", "\x0b", "\r", "\ufeff", "é", "99",
    "=cmd()", "{", "a,a\n1,2\n",
]  # fmt: skip
TABLES = st.lists(st.sampled_from(CELLS) | st.text(max_size=4), max_size=25).map("".join)


def two_columns(names: tuple[str, ...]) -> dict[str, str]:
    if len(names) < 2:
        raise ConfigError("table", 1, "lacks columns")
    return {"a": names[0], "b": names[1], "lat": names[0], "lon": names[-1]}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    TABLES.map(lambda text: text.encode("utf-8", "replace")) | st.binary(max_size=300),
    st.sampled_from(["csv", "gz", "geojson"]),
)
@example(b",\x0b", "csv")  # a line for Python, none for the parser
@example(b'"a\nb",c\n1,2\n', "csv")  # a header that goes on in the next line
@example(gzip.compress(b"a,b\n1,2\n")[:-9], "gz")
def test_any_bytes_are_rows_or_an_error_in_one_line(tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / f"x.{kind}"
    path.write_bytes(data)
    told, columns = "", {"a", "b"}
    try:
        columns = set(read_file(path, two_columns, point=("lat", "lon")).columns)
    except ConfigError as problem:
        told = problem.problem
    assert "\n" not in told
    assert {"a", "b"} <= columns
