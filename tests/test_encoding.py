"""Encoding: tables into numbers with what the training rows say, and predictions into text again."""

from __future__ import annotations

import json

import numpy as np
import pytest

from handgrad import encoding
from handgrad.encoding import Encoding
from handgrad.tables import Table


def table_of(**columns: list[object]) -> Table:
    cells = {name: [str(value) for value in values] for name, values in columns.items()}
    count = len(next(iter(cells.values())))
    return Table("t.csv", cells, list(range(2, count + 2)), ",")


FLATS = table_of(
    area=[20, 40, 60, 1000],
    city=["Bonn", "Köln", "Bonn", "Ulm"],
    rent=[300.5, 500, 700, 9000],
    kind=["a", "b", "a", "b"],
)
TRAIN = np.array([0, 1, 2])


def test_means_deviations_and_texts_are_those_of_the_training_rows_only() -> None:
    code = encoding.learned(FLATS, "rent", None, ["kind"], TRAIN)
    x, y = code.inputs(FLATS), code.target.encode(FLATS)
    assert x.shape == (4, code.width) == (4, 3)
    np.testing.assert_allclose(x[:3, 0].mean(), 0, atol=1e-15)
    np.testing.assert_allclose(x[:3, 0].std(), 1)
    np.testing.assert_allclose(x[3, 0], (1000 - 40) / np.std([20, 40, 60]))
    assert x[:, 1:].tolist() == [[1, 0], [0, 1], [1, 0], [0, 0]]
    np.testing.assert_allclose(y[:3].std(), 1)
    assert code.unknown(FLATS) == {"city": ["Ulm"]}


def test_predictions_are_in_the_unit_of_the_column() -> None:
    code = encoding.learned(FLATS, "rent", None, [], TRAIN)
    assert [float(text) for text in code.target.decode(code.target.encode(FLATS))] == [300.5, 500, 700, 9000]


def test_classes_come_back_as_they_were_written() -> None:
    code = encoding.learned(FLATS, "kind", None, [], TRAIN)
    numbers = code.target.encode(FLATS)
    assert numbers.tolist() == [0, 1, 0, 1]
    assert code.target.decode(np.eye(2)[numbers]) == FLATS.columns["kind"]


@pytest.mark.parametrize(
    ("values", "task"),
    [
        (["yes", "no"] * 10, "classification"),
        ([0, 1] * 10, "classification"),
        (["1.0", "2.0", "1", "2"] * 5, "classification"),
        (list(range(20)), "regression"),
        ([0.5, 1.5] * 10, "regression"),
        ([3, 4, 5, 6] * 5, "classification"),
        (list(range(30)) * 5, "regression"),
    ],
)
def test_the_task_is_told_from_the_column(values: list[object], task: str) -> None:
    assert encoding.task_of(table_of(y=values), "y") == task


def test_numbers_that_are_classes_keep_their_order_and_are_one_class_in_any_form() -> None:
    table = table_of(x=[1, 2, 3, 4], y=["10", "9.0", "9", "10"])
    target = encoding.learned(table, "y", "classification", [], np.arange(4)).target
    assert target.classes == ("9", "10")
    assert target.encode(table).tolist() == [1, 0, 0, 1]


def test_a_column_that_only_names_its_rows_is_left_out() -> None:
    names = [f"person {i}" for i in range(30)]
    table = table_of(name=names, x=list(range(30)), y=[0, 1] * 15)
    code = encoding.learned(table, "y", None, [], np.arange(20))
    assert [column.name for column in code.columns] == ["x"]
    assert encoding.left_out(table, code, []) == ["name"]


def test_a_column_of_one_value_is_zero_and_not_nan() -> None:
    table = table_of(x=[5, 5, 5], z=[1, 2, 3], y=[1, 2, 3])
    assert encoding.learned(table, "y", "regression", [], np.arange(3)).inputs(table)[:, 0].tolist() == [0, 0, 0]


def test_it_survives_json() -> None:
    for target in ("rent", "kind"):
        code = encoding.learned(FLATS, target, None, [], TRAIN)
        again = Encoding.from_json(json.loads(json.dumps(code.to_json())))
        assert again == code
        np.testing.assert_array_equal(again.inputs(FLATS), code.inputs(FLATS))


@pytest.mark.parametrize(
    ("target", "task", "without", "sentence"),
    [
        ("price", None, [], "t.csv has no column 'price'; it has: area, city, rent, kind"),
        ("rent", None, ["colour"], "t.csv has no column 'colour'"),
        ("kind", "regression", [], "the target 'kind' is text, which regression cannot predict"),
        ("rent", None, ["area", "city", "kind"], "t.csv has no column besides 'rent' to learn from"),
    ],
)
def test_what_cannot_be_learned_is_refused(target: str, task, without: list[str], sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        encoding.learned(FLATS, target, task, without, TRAIN)
    assert sentence in str(refusal.value)


@pytest.mark.parametrize("value", ["7", "x"])
def test_a_target_that_is_always_the_same_is_refused(value: str) -> None:
    table = table_of(x=[1, 2, 3], y=[value] * 3)
    for task in ("classification", "regression") if value == "7" else ("classification",):
        with pytest.raises(ValueError, match=r"the target 'y' is always '?[7x]'?: there is nothing to learn"):
            encoding.learned(table, "y", task, [], np.arange(3))  # type: ignore[arg-type]


def test_a_target_that_names_its_rows_is_refused() -> None:
    table = table_of(x=[1, 2, 3], y=["ann", "bob", "cid"])
    with pytest.raises(ValueError, match="the target 'y' has 3 different values in 3 rows: too many to be classes"):
        encoding.learned(table, "y", None, [], np.arange(3))


def test_text_where_the_training_had_numbers_is_refused() -> None:
    code = encoding.learned(FLATS, "rent", None, [], TRAIN)
    with pytest.raises(ValueError, match="column 'area' has text where the training had numbers"):
        code.inputs(table_of(area=["big"], city=["Bonn"], kind=["a"]))
    with pytest.raises(ValueError, match=r"t\.csv has no column 'area'"):
        code.inputs(table_of(city=["Bonn"], kind=["a"]))
