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


@given(st.lists(st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.sampled_from(["a", "b" * 40])), max_size=30))
def test_columns_of_all_kinds_come_back(values: list[object]) -> None:
    back = unpack(pack(values))
    assert back == values
    assert list(map(type, back)) == list(map(type, values))


def test_what_is_always_the_same_is_told_once() -> None:
    assert pack([False] * 9) == {"is": False, "n": 9}
    assert pack([None] * 9) == {"is": None, "n": 9}
    assert pack([5.0] * 9) == {"is": 5.0, "n": 9}
    assert pack([0, False] * 9) == [0, False] * 9


def test_long_texts_are_told_once_even_where_few_repeat() -> None:
    quotes = [f"{number:02d} {'said of the town ' * 8}" for number in range(30)]
    assert pack([*quotes, *quotes[:10]])["of"] == quotes


def test_repeated_text_is_told_once() -> None:
    assert pack(["held", "held", "claimed"] * 4) == {"of": ["held", "claimed"], "at": [0, 0, 1] * 4}
    assert pack(["en"] * 9) == {"is": "en", "n": 9}


def test_missing_numbers_become_null() -> None:
    frame = pd.DataFrame({"dead": pd.array([3, None], dtype="Int64"), "sure": [0.5, np.nan], "old": [True, False]})
    assert pack_frame(frame, ["dead", "sure", "old"]) == {"dead": [3, None], "sure": [0.5, None], "old": [True, False]}
    assert json.loads("".join(to_script(pack_frame(frame, ["sure"])))) == {"sure": [0.5, None]}


@given(st.text())
def test_json_stays_in_its_element_and_comes_back(text: str) -> None:
    script = "".join(to_script({"quote": text}))
    assert not set("<>&\u2028\u2029") & set(script)
    assert json.loads(script)["quote"] == text


def test_a_lone_surrogate_does_not_break_the_page() -> None:
    assert json.loads("".join(to_script({"quote": "a\ud800b"})).encode("utf-8"))["quote"].startswith("a")
