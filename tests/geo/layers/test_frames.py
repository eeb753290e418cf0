import pandas as pd
import pytest

from geo.errors import SchemaError
from geo.layers.frames import check, make_layer, make_table, to_json
from geo.layers.schema import SPATIAL, TABLES

ROW = {"id": "a", "article": "a.txt", "start": 1, "end": 2, "text": "t", "why": "w", "candidates": "[]"}


@pytest.mark.parametrize("name", [*SPATIAL, *TABLES])
def test_every_layer_has_the_columns_and_kinds_of_the_schema(layers, name):
    check(getattr(layers, name), name)


def test_a_missing_column_is_named(layers):
    with pytest.raises(SchemaError, match=r"layer 'events', column 'actor': is missing"):
        check(layers.events.drop(columns="actor"), "events")


def test_a_column_out_of_place_is_named(layers):
    moved = layers.events[["confidence", "id", *layers.events.columns[2:]]]
    with pytest.raises(SchemaError, match="column 'confidence': stands where 'id' belongs"):
        check(moved, "events")


def test_a_foreign_column_is_named(layers):
    with pytest.raises(SchemaError, match="column 'mood': is no column of the schema"):
        check(layers.not_mapped.assign(mood=1), "not_mapped")


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("start", 1.5, "not int"),
        ("text", None, "not text|missing values"),
        ("candidates", "none", "JSON lists"),
        ("id", "same", "repeats 'same'"),
    ],
)
def test_a_value_of_another_kind_is_refused(layers, column, value, problem):
    frame = pd.concat([layers.not_mapped, layers.not_mapped], ignore_index=True)
    frame["id"] = [str(number) for number in range(len(frame))]
    frame[column] = value
    with pytest.raises(SchemaError, match=f"column '{column}'.*({problem})"):
        check(frame, "not_mapped")


def test_unsorted_ids_are_refused(layers):
    with pytest.raises(SchemaError, match="column 'id': is not sorted"):
        check(layers.places.iloc[::-1], "places")


def test_another_crs_is_refused(layers):
    with pytest.raises(SchemaError, match="column 'geometry': is not in EPSG:4326"):
        check(layers.places.to_crs(3857), "places")


def test_a_point_is_no_zone(layers):
    frame = layers.control.set_geometry(layers.control.representative_point())
    with pytest.raises(SchemaError, match="column 'geometry': holds Point"):
        check(frame, "control")


def test_a_row_must_name_every_column():
    with pytest.raises(SchemaError, match="column 'why': is missing"):
        make_table("not_mapped", [{key: value for key, value in ROW.items() if key != "why"}])
    with pytest.raises(SchemaError, match="column 'mood': is no column"):
        make_table("not_mapped", [ROW | {"mood": "grim"}])


def test_text_that_is_missing_is_refused_in_a_row():
    with pytest.raises(SchemaError, match="column 'text': holds text"):
        make_table("not_mapped", [ROW | {"text": None}])


def test_empty_layers_keep_columns_and_kinds():
    assert make_layer("events", [], []).columns[0] == "id"
    assert str(make_layer("events", [], [])["fatalities"].dtype) == "Int64"
    assert len(make_table("articles", [])) == 0


def test_json_text_keeps_any_script():
    assert to_json(["طرابلس", 'a"b']) == '["طرابلس","a\\"b"]'
