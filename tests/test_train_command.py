"""`handgrad train` and `handgrad predict` as a person meets them."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import handgrad as hg
from handgrad import cli
from handgrad.commands import predict


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own with two tables in it."""
    monkeypatch.chdir(tmp_path)
    rng = np.random.default_rng(0)
    x = rng.standard_normal((200, 2))
    city = np.array(["Bonn", "Köln"])[rng.integers(0, 2, 200)]
    rent = 500 + 100 * x[:, 0] + 80 * (city == "Köln")
    kind = np.where(x[:, 1] > 0, "large", "small")
    with open("flats.csv", "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["a", "b", "city", "rent", "kind"])
        rows.writerows(zip(*(column.tolist() for column in (x[:, 0], x[:, 1], city, rent, kind)), strict=True))
    return tmp_path


def percentages(text: str) -> dict[str, float]:
    return {part: float(share) for part, share in re.findall(r"^(\w+) .* ([\d.]+) %$", text, re.MULTILINE)}


def test_xor(capsys) -> None:
    assert cli.main(["train", "xor", "--epochs", "1500", "--rate", "0.03"]) == 0
    text = capsys.readouterr().out
    rows = re.findall(r"^(\d) (\d) +([\d.]+) +(\d)$", text, re.MULTILINE)
    assert [(a, b, t) for a, b, _, t in rows] == [("0", "0", "0"), ("1", "1", "0"), ("1", "0", "1"), ("0", "1", "1")]
    assert all(abs(float(y) - float(t)) < 0.2 for _, _, y, t in rows)
    assert text.startswith("1500 epochs in ")


def test_digits(capsys) -> None:
    assert cli.main(["train", "digits", "--epochs", "10", "--save", "d"]) == 0
    assert percentages(capsys.readouterr().out)["test"] > 93
    assert hg.load("d").outputs == (10,)


@pytest.mark.parametrize("data", ["xor", "digits"])
def test_a_model_nobody_asked_for_is_not_written(data: str) -> None:
    assert cli.main(["train", data, "--epochs", "1"]) == 0
    assert not list(Path().glob("*.safetensors"))
    assert cli.main(["train", data, "--epochs", "1", "--save", "m"]) == 0
    assert hg.load("m")


def test_classes_and_predictions_of_them(capsys) -> None:
    assert cli.main(["train", "flats.csv", "--target", "kind", "--without", "rent"]) == 0
    text = capsys.readouterr().out
    assert "kind (classification, 2 classes) from 3 columns, 4 numbers" in text
    assert {part: int(n) for part, n in re.findall(r"^(\w+) +(\d+) ", text, re.MULTILINE)} == {
        "training": 128,
        "validation": 32,
        "test": 40,
    }
    assert percentages(text)["test"] > 90
    assert cli.main(["predict", "flats.safetensors", "flats.csv"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert np.mean([row["predicted kind"] == row["kind"] for row in rows]) > 0.9


def test_numbers_and_predictions_of_them_in_their_unit(capsys) -> None:
    assert cli.main(["train", "flats.csv", "--target", "rent", "--save", "m", "--seed", "3"]) == 0
    text = capsys.readouterr().out
    assert "rent (regression, a number)" in text
    found = re.search(r"^test .* ([\d.]+) +([\d.]+)$", text, re.MULTILINE)
    assert found is not None
    error, r2 = map(float, found.groups())
    assert r2 > 0.9
    assert cli.main(["predict", "m", "flats.csv", "--output", "out.csv"]) == 0
    with open("out.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    errors = [abs(float(row["predicted rent"]) - float(row["rent"])) for row in rows]
    assert np.mean(errors) < 2 * error
    assert np.mean(errors) < 30


def test_the_same_seed_gives_the_same_model() -> None:
    for name in ("one", "two"):
        words = ["train", "flats.csv", "--target", "rent", "--epochs", "3", "--seed", "5", "--save", name]
        assert cli.main(words) == 0
    assert Path("one").read_bytes() == Path("two").read_bytes()


def test_a_table_without_the_target_can_be_predicted_and_no_column_is_overwritten(capsys) -> None:
    cli.main(["train", "flats.csv", "--target", "rent", "--epochs", "2"])
    capsys.readouterr()
    Path("new.csv").write_text("a,b,city,kind,predicted rent\n0,0,Ulm,small,mine\n")
    assert cli.main(["predict", "flats.safetensors", "new.csv"]) == 0
    shown = capsys.readouterr()
    assert shown.out.splitlines()[0] == "a,b,city,kind,predicted rent,predicted rent 2"
    assert shown.err == "handgrad: column 'city' has texts that the training did not: Ulm\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("train nothing.csv --target y", "nothing.csv: no such file or directory"),
        ("train . --target y", ".: is a directory"),
        ("train flats.csv", "say which column of flats.csv to predict: --target COLUMN"),
        ("train flats.csv --target price", "flats.csv has no column 'price'; it has: a, b, city, rent, kind"),
        ("train flats.csv --target rent --without colour", "flats.csv has no column 'colour'"),
        ("train flats.csv --target kind --task regression", "the target 'kind' is text"),
        ("train flats.csv --target kind --activation rleu", "unknown activation 'rleu'; known: elu, gelu"),
        ("train flats.csv --target kind --optimizer adma", "unknown optimiser 'adma'; known: adagrad"),
        ("train flats.csv --target kind --rate -1", "Adam: learning_rate must be a number, 0 or more, not -1.0"),
        ("train flats.csv --target kind --hidden 0", "Dense: units must be a whole number, 1 or more, not 0"),
        ("train flats.csv --target kind --batch 0", "batch_size must be a whole number, 1 or more, not 0"),
        ("train flats.csv --target kind --epochs -1", "epochs must be a whole number, 0 or more, not -1"),
        ("train flats.csv --target kind --patience 0", "patience must be a whole number of epochs, 1 or more"),
        ("train flats.csv --target kind --rate 1e200 --optimizer sgd", "the training diverged: the loss became"),
        ("train flats.csv --target kind --save no/model", "the model cannot be saved as no/model: there is no folder"),
        ("train flats.csv --target kind --save .", "the model cannot be saved as .: that place cannot be written to"),
        ("train holes.csv --target y", "holes.csv, line 3: column 'x' has no value"),
        ("train short.csv --target y", "short.csv has 2 rows: too few"),
        ("predict nothing flats.csv", "nothing: no such file or directory"),
        ("predict flats.csv flats.csv", "flats.csv is no whole model file"),
        ("predict bare flats.csv", "bare was not trained on a table"),
        ("predict odd flats.csv", "odd is damaged: what it says about its columns cannot be read"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_writes_nothing(words: str, sentence: str, capsys) -> None:
    Path("holes.csv").write_text("x,y\n1,2\n,3\n" + 9 * "4,5\n")
    Path("short.csv").write_text("x,y\n1,2\n4,5\n")
    net = hg.Network(2, [hg.Dense(1)])
    net.save("bare")
    net.notes["encoding"] = {"columns": 3}
    net.save("odd")
    before = {path.name for path in Path().iterdir()}
    assert cli.main(words.split()) == 2
    error = capsys.readouterr().err
    assert error.startswith("handgrad: ")
    assert sentence in error
    assert error.count("\n") == 1
    assert {path.name for path in Path().iterdir()} == before


@pytest.mark.parametrize("words", ["--test 0", "--test 1.5", "--test x", "--hidden 4,x", "--task sorting", "--seed -1"])
def test_options_that_make_no_sense_are_refused(words: str, capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["train", "flats.csv", "--target", "rent", *words.split()])
    assert stopped.value.code == 2
    assert "usage: handgrad train" in capsys.readouterr().err


def test_nothing_of_a_progress_bar_reaches_a_pipe() -> None:
    command = [sys.executable, "-m", "handgrad", "train", "flats.csv", "--target", "rent", "--epochs", "2"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "\r" not in done.stdout


def test_a_name_that_is_free() -> None:
    table = hg.tables.Table("t.csv", {"y": [], "y 2": []}, [], ",")
    assert predict.free_name(table, "y") == "y 3"
    assert predict.free_name(table, "z") == "z"
