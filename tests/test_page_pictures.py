"""What pictures are drawn from: the tensors of a pass, their sums and patterns, and the answers of trained programs."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from page_records import COLUMNS, PLANE, SLIDING, UNITS, seed_report, tensors

from handgrad.doctor.finding import Report
from handgrad.doctor.pictures.exhibit import add
from handgrad.doctor.pictures.patterns import pattern
from handgrad.doctor.pictures.walk import Tensor
from handgrad.doctor.proof.training import ending_of
from handgrad.doctor.running.run import check_file
from handgrad.program.forward import Fed, Forward
from handgrad.program.observe import Curve, Observations
from handgrad.program.program import Program
from handgrad.report.page import page
from handgrad.report.tensors import first_wrong, steps_of


@pytest.fixture(scope="module")
def seed() -> Report:
    return seed_report()


def test_the_first_wrong_number_of_the_seed(seed: Report) -> None:
    wrong = first_wrong(seed.picture)
    assert wrong is not None and wrong["key"] == "db3" and wrong["wrong"] == 16
    assert wrong["pattern"] == "yours is one number in all 16 places: the sum of the 16 right ones"
    assert np.allclose(wrong["yours"], np.sum(wrong["right"]), rtol=1e-4)
    assert [t["key"] for t in steps_of(seed.picture) if t["state"] == "wrong"] == ["db3", "db2", "db1"]


def test_a_part_that_takes_too_long_is_named_and_costs_no_other() -> None:
    found: dict[str, Any] = {"missing": {}}
    add(found, "sizes", lambda: sum(k for k in iter(int, 1)), 0.1)
    add(found, "alive", lambda: [1], 0.1)
    assert found == {"missing": {"sizes": "there was no time left to draw it"}, "alive": [1]}


@pytest.mark.parametrize("columns", [False, True], ids=["rows", "columns"])
def test_the_tensors_of_a_walk_belong_together(seed: Report, columns: bool, tmp_path: Path) -> None:
    if columns:
        (tmp_path / "net.py").write_text(COLUMNS)
        found = tensors(check_file(tmp_path / "net.py", starts=0))
    else:
        found = tensors(seed)
    value = {key: np.array(t["right"] if "right" in t else t["yours"]) for key, t in found.items()}
    for n in range(1, 5 if not columns else 3):
        into = value[f"a{n - 1}"]
        assert np.allclose(value[f"z{n}"], into @ value[f"W{n}"] + value[f"b{n}"], rtol=1e-3, atol=1e-3)
        assert np.allclose(value[f"dW{n}"], into.T @ value[f"dz{n}"], rtol=1e-3, atol=1e-3)
        assert np.allclose(value[f"db{n}"], value[f"dz{n}"].sum(axis=0), rtol=1e-3, atol=1e-3)


def test_units_kept_one_by_one_are_drawn_as_layers(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(UNITS)
    report = check_file(tmp_path / "net.py", starts=0)
    assert [(layer["inputs"], layer["units"], layer["plain"]) for layer in report.picture["layers"]] == [
        (2, 3, True), (3, 1, True),
    ]  # fmt: skip
    found = tensors(report)
    assert found["dW1"]["shape"] == [2, 3] and found["db1"]["shape"] == [1, 3] and found["dW2"]["shape"] == [3, 1]
    assert found["db1"]["state"] == "wrong" and found["db1"]["wrong"] == 3 and found["dW1"]["state"] == "right"
    assert np.allclose(found["db1"]["yours"], 2 * np.array(found["db1"]["right"]), rtol=1e-3)
    value = {key: np.array(t["yours"]) for key, t in found.items() if t.get("yours")}
    assert np.allclose(value["z2"], value["a1"] @ value["W2"] + value["b2"], rtol=1e-3, atol=1e-3)
    assert len(report.picture["sizes"]) == 4 and "unit" in report.figure("network").body


def test_the_answers_are_those_of_the_trained_program(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(PLANE)
    report = check_file(tmp_path / "net.py", starts=1, seconds=60)
    answers, (curve,) = report.picture["answers"], report.picture["curves"]
    assert [("step" in each, each.get("fixes")) for each in answers["maps"]] == [(True, None), (False, [])]
    assert curve["fixes"] == [] and curve["steps"] == 400 and curve["solved"] and curve["points"][0][1] > 0.2
    assert [floor["said"] for floor in report.picture["floors"]] == ["0.5: always 0", "0.25: always 0.5"]
    assert "as written, trained" in page(report) and "solved, 400 passes" in page(report)
    own: dict = {}
    exec(PLANE, own)
    lines = [np.linspace(answers["low"][i], answers["high"][i], answers["side"]) for i in (0, 1)]
    grid = np.stack(np.meshgrid(*lines), axis=-1).reshape(-1, 2)
    expected = 1 / (1 + np.exp(-(np.tanh(grid @ own["W1"] + own["b1"]) @ own["W2"] + own["b2"])))
    assert np.max(np.abs(answers["maps"][1]["values"] - np.ravel(expected))) < 0.02  # it saw the last update's start
    assert sorted(map(tuple, answers["points"])) == [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]


def test_a_run_cut_short_shows_each_answer_beside_its_own_inputs() -> None:
    pairs = [(np.zeros(1), np.ones(1)) for _ in range(4)]
    forward = Forward(Program(), 0, (0,), (1, 2), False, (), True)
    rows = deque([(pairs[1][0], "second"), (pairs[2][0], "third")])  # the first has gone, the last was never met
    end = ending_of(Observations(deque(pairs), 4, Curve(count=16), fed=Fed(forward, rows=rows)))
    assert end is not None and end.inputs == (None, "second", "third", None)


def test_sums_are_written_out_where_the_layer_is_no_plain_product(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(SLIDING)
    found, scales = tensors(check_file(tmp_path / "net.py", starts=0)), []
    for key, count in (("z1", 4), ("dW1", 42), ("db1", 42)):
        terms = found[key]["terms"]
        row, column = terms["place"]
        shown = found[key]["right" if "right" in found[key] else "yours"][row][column]
        assert terms["of"] <= count and len(terms["pairs"]) == min(terms["of"], 16) and "times" not in found[key]
        if key == "z1":
            assert np.isclose(sum(a * b for a, b in terms["pairs"]), shown, rtol=1e-3)
        scales.append(shown / terms["sum"])
    assert scales[0] == pytest.approx(1.0, rel=1e-3) and scales[1] == pytest.approx(scales[2], rel=1e-3)
    assert found["z2"]["times"] == 1.0 and found["dW2"]["times"] == pytest.approx(1.0)


@pytest.mark.parametrize("kind, yours, right", [
    ("transposed", [[1.0, 2.0], [3.0, 4.0]], [[1.0, 3.0], [2.0, 4.0]]),
    ("2.5 times", [[2.5, 5.0]], [[1.0, 2.0]]),
    ("wrong way", [[-1.0, -2.0]], [[1.0, 2.0]]),
    ("exactly 0", [[0.0, 0.0]], [[1.0, 2.0]]),
    ("the sum of the 2 right ones", [[3.0, 3.0]], [[1.0, 2.0]]),
    ("right in 2 places, and not 0 in 1 where", [[1.0, 2.0, 3.0]], [[1.0, 2.0, 0.0]]),
    ("not finite", [[np.nan, 3.0]], [[1.0, 2.0]]),
])  # fmt: skip
def test_a_pattern_is_named(kind: str, yours: list, right: list) -> None:
    assert kind in pattern(Tensor("d", 1, "dW", np.array(yours), np.array(right), "wrong"))


def test_no_pattern_is_named_where_there_is_none() -> None:
    assert pattern(Tensor("d", 1, "dW", np.array([[1.0, 5.0]]), np.array([[2.0, 1.0]]), "wrong")) == ""
