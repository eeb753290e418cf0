"""Packed columns hold what was put in, and JSON cannot leave its script element."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from maps.columns import pack, pack_frame, to_script


def unpack(packed: object) -> list[object]:
    if isinstance(packed, dict):
        return [packed["is"]] * packed["n"] if "is" in packed else [packed["of"][index] for index in packed["at"]]
    assert isinstance(packed, list)
    return packed


@given(st.lists(st.text(max_size=3)))
def test_text_columns_come_back(values: list[str]) -> None:
    assert unpack(pack(values)) == values


def test_repeated_text_is_told_once() -> None:
    assert pack(["held", "held", "claimed"] * 4) == {"of": ["held", "claimed"], "at": [0, 0, 1] * 4}
    assert pack(["en"] * 9) == {"is": "en", "n": 9}


def test_missing_numbers_become_null() -> None:
    frame = pd.DataFrame({"dead": pd.array([3, None], dtype="Int64"), "sure": [0.5, np.nan], "old": [True, False]})
    assert pack_frame(frame, ["dead", "sure", "old"]) == {"dead": [3, None], "sure": [0.5, None], "old": [True, False]}
    assert json.loads(to_script(pack_frame(frame, ["sure"]))) == {"sure": [0.5, None]}


@given(st.text())
def test_json_stays_in_its_element_and_comes_back(text: str) -> None:
    script = to_script({"quote": text})
    assert not set("<>&\u2028\u2029") & set(script)
    assert json.loads(script)["quote"] == text


def test_a_lone_surrogate_does_not_break_the_page() -> None:
    assert json.loads(to_script({"quote": "a\ud800b"}).encode("utf-8"))["quote"].startswith("a")
