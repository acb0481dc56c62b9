"""The report page and its pictures: what they are drawn from, what they say, and that no record breaks them."""

from __future__ import annotations

import json
import re
import threading
import urllib.error
import urllib.request
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from page_records import HOSTILE, hostile, seed_report, wide_report

from handgrad.cli import main
from handgrad.commands.check import shown
from handgrad.doctor.finding import Report
from handgrad.doctor.pictures.patterns import pattern
from handgrad.doctor.pictures.walk import Tensor
from handgrad.doctor.running.run import check_file
from handgrad.report.figures import FIGURES
from handgrad.report.page import CEILING, page
from handgrad.report.record import dumps, loads
from handgrad.report.svg import PALETTE
from handgrad.report.tensors import first_wrong, steps_of
from handgrad.report.watch import Watcher, server_for

BROKEN = ({"tensors": 5}, {"layers": [{}], "alive": [{}]}, {"along": {"at": []}}, {"answers": {"kind": "map"}})
COLUMNS = """
import numpy as np
rng = np.random.default_rng(1)
X = rng.normal(size=(3, 5))
Y = rng.normal(size=(2, 5))
W1, b1 = rng.normal(size=(4, 3)), np.zeros((4, 1))
W2, b2 = rng.normal(size=(2, 4)), np.zeros((2, 1))
for step in range(8):
    A1 = np.tanh(W1 @ X + b1)
    P = W2 @ A1 + b2
    dP = 2 * (P - Y) / 5
    dZ1 = (W2.T @ dP) * (1 - A1 ** 2)
    W2 = W2 - 0.1 * (dP @ A1.T)
    b2 = b2 - 0.1 * dP.sum(axis=1, keepdims=True)
    W1 = W1 - 0.1 * (dZ1 @ X.T)
    b1 = b1 - 0.1 * dZ1.sum(axis=1, keepdims=True)
"""
PLANE = """
import numpy as np
rng = np.random.default_rng(4)
X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = np.array([[0.0], [1.0], [1.0], [0.0]])
W1, b1 = rng.normal(size=(2, 8)), np.zeros(8)
W2, b2 = rng.normal(size=(8, 1)), np.zeros(1)
for epoch in range(400):
    H = np.tanh(X @ W1 + b1)
    P = 1 / (1 + np.exp(-(H @ W2 + b2)))
    dP = (P - Y) / len(X)
    dH = (dP @ W2.T) * (1 - H * H)
    W2 -= 1.0 * (H.T @ dP)
    b2 -= 1.0 * dP.sum(axis=0)
    W1 -= 1.0 * (X.T @ dH)
    b1 -= 1.0 * dH.sum(axis=0)
"""
SLIDING = """
import numpy as np
rng = np.random.default_rng(2)
X = rng.normal(size=(6, 9))
Y = rng.normal(size=(6, 1))
K, c = rng.normal(size=(3, 2)), np.zeros(2)
V, d = rng.normal(size=(14, 1)), np.zeros(1)
for step in range(9):
    windows = np.stack([X[:, i : i + 3] for i in range(7)], axis=1)
    Z = windows @ K + c
    A = np.tanh(Z).reshape(6, -1)
    P = A @ V + d
    dP = 2 * (P - Y) / len(X)
    dZ = (dP @ V.T).reshape(Z.shape) * (1 - np.tanh(Z) ** 2)
    V = V - 0.05 * (A.T @ dP)
    d = d - 0.05 * dP.sum(axis=0)
    K = K - 0.05 * np.einsum("nik,niu->ku", windows, dZ)
    c = c - 0.05 * dZ.sum(axis=(0, 1))
"""
UNITS = """
import math
import random
random.seed(3)
rows = [([0.0, 0.5], 0.0), ([0.2, 1.0], 1.0), ([1.0, 0.1], 1.0), ([1.0, 1.0], 0.0)]
w = [[random.uniform(-1, 1) for _ in range(2)] for _ in range(3)]
b = [random.uniform(-1, 1) for _ in range(3)]
v = [random.uniform(-1, 1) for _ in range(3)]
c = 0.1
for epoch in range(20):
    for x, y in rows:
        h = [math.tanh(sum(wi * xi for wi, xi in zip(w[k], x)) + b[k]) for k in range(3)]
        p = 1 / (1 + math.exp(-(sum(vi * hi for vi, hi in zip(v, h)) + c)))
        d = (p - y) * p * (1 - p)
        back = [d * v[k] * (1 - h[k] ** 2) for k in range(3)]
        for k in range(3):
            v[k] -= 0.5 * d * h[k]
            b[k] -= 0.5 * back[k] * 2
            for i in range(2):
                w[k][i] -= 0.5 * back[k] * x[i]
        c -= 0.5 * d
"""


@pytest.fixture(scope="module")
def seed() -> Report:
    return seed_report()


def tensors(report: Report) -> dict[str, dict]:
    return {tensor["key"]: tensor for tensor in report.picture["tensors"]}


def tags(text: str) -> list[tuple[str, dict]]:
    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, dict(attrs)))

    Reader().feed(text)
    return found


def test_the_first_wrong_number_of_the_seed(seed: Report) -> None:
    wrong = first_wrong(seed.picture)
    assert wrong is not None and wrong["key"] == "db3" and wrong["wrong"] == 16
    assert wrong["pattern"] == "yours is one number in all 16 places: the sum of the 16 right ones"
    assert np.allclose(wrong["yours"], np.sum(wrong["right"]), rtol=1e-4)
    assert [t["key"] for t in steps_of(seed.picture) if t["state"] == "wrong"] == ["db3", "db2", "db1"]


def test_the_page_counts_what_the_record_counts(seed: Report) -> None:
    text = page(seed)
    wrong = sum(tensor["wrong"] for tensor in tensors(seed).values())
    assert text.count('class="x"') == wrong == 48
    assert "48 of 609 gradient numbers are wrong" in text
    assert text.count("✗ 16 of 16 wrong</summary>") == 3


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
    assert "as written, trained" in page(report) and "solved after 400 passes" in page(report)
    own: dict = {}
    exec(PLANE, own)
    lines = [np.linspace(answers["low"][i], answers["high"][i], answers["side"]) for i in (0, 1)]
    grid = np.stack(np.meshgrid(*lines), axis=-1).reshape(-1, 2)
    expected = 1 / (1 + np.exp(-(np.tanh(grid @ own["W1"] + own["b1"]) @ own["W2"] + own["b2"])))
    assert np.max(np.abs(answers["maps"][1]["values"] - np.ravel(expected))) < 0.02  # it saw the last update's start
    assert sorted(map(tuple, answers["points"])) == [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]


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


def test_a_right_program_in_columns(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(COLUMNS)
    report = check_file(tmp_path / "net.py", starts=0)
    assert first_wrong(report.picture) is None
    assert tensors(report)["W1"]["shape"] == [3, 4] and tensors(report)["a0"]["shape"] == [5, 3]
    text = page(report)
    assert "✓ No problem found in 4 gradients" in text and 'class="x"' not in text


def test_the_sections_stand_in_their_order(seed: Report) -> None:
    ids = [attributes["id"] for tag, attributes in tags(page(seed)) if tag in ("section", "article")]
    order = ["finding-1", "network", "walk", "along", "alive", "sizes", "answers", "checked", "tables"]
    assert [each for each in ids if each in order] == order


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


def test_the_picture_survives_the_record(seed: Report) -> None:
    assert json.loads(dumps(loads(dumps(seed))))["picture"] == json.loads(dumps(seed))["picture"]


def test_the_page_asks_for_nothing(seed: Report) -> None:
    links = [
        value for _, attributes in tags(page(seed)) for name, value in attributes.items() if name in ("src", "href")
    ]
    assert links and all(link.startswith(("#", "data:")) for link in links)
    assert "default-src 'none'" in page(seed)


def test_the_size_of_pages(seed: Report, tmp_path: Path) -> None:
    assert len(page(seed).encode()) < 300_000
    wide = wide_report(tmp_path)
    assert len(page(wide).encode()) < CEILING
    assert "cut: 32 of 784 rows and 32 of 128 columns are shown" in page(wide)


def test_what_a_program_holds_stays_text(seed: Report) -> None:
    text = page(hostile(seed))
    assert [tag for tag, _ in tags(text)].count("script") == 2
    assert not any(tag == "img" or name.startswith("on") for tag, attributes in tags(text) for name in attributes)
    assert HOSTILE not in text and "&lt;img src=x" in text
    body = text.split('id="record">')[1].split("</script>")[0]
    assert json.loads(body)["findings"][0]["message"] == HOSTILE


@pytest.mark.parametrize("picture", [{}, *({"step": {"number": 1}, **each} for each in BROKEN)])
def test_a_page_never_fails(seed: Report, picture: dict) -> None:
    text = page(replace(seed, picture=picture))
    assert "2 problems" in text or "1 problem" in text
    assert "could not be made" in text or "Not shown" in text


def test_figures_are_whole_svg_files(seed: Report, tmp_path: Path) -> None:
    for name in FIGURES:
        if name != "training":
            saved = seed.figure(name).save(tmp_path / f"{name}.svg")
            assert ElementTree.parse(saved).getroot().tag.endswith("svg")
    with pytest.raises(ValueError, match="nothing to draw"):
        seed.figure("training")
    with pytest.raises(ValueError, match="no figure 'nothing'; known: network"):
        seed.figure("nothing")


def test_saving(seed: Report, tmp_path: Path) -> None:
    assert seed.save(tmp_path / "report.html").read_text().startswith("<!doctype html>")
    assert loads(seed.save(tmp_path / "report.json").read_text()).findings == seed.findings
    with pytest.raises(ValueError, match=r"\.html or \.json"):
        seed.save(tmp_path / "report.pdf")


def test_one_page_is_for_one_program(seed: Report, tmp_path: Path, capsys) -> None:
    assert shown([seed], str(tmp_path / "a.html"), False) and (tmp_path / "a.html").exists()
    assert not shown([seed, seed], str(tmp_path / "b.html"), False)
    assert "one program" in capsys.readouterr().err


def luminance(color: str) -> float:
    digits = color.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    parts = [int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("block", PALETTE.split(":root")[1:3], ids=["light", "dark"])
def test_every_colour_stands_out_from_its_page(block: str) -> None:
    colors = dict(re.findall(r"--(\w+):(#\w+)", block))
    page_light = luminance(colors["page"])
    contrast = {
        name: (max(page_light, luminance(color)) + 0.05) / (min(page_light, luminance(color)) + 0.05)
        for name, color in colors.items()
    }
    assert contrast["ink"] >= 12 and contrast["soft"] >= 4.5 and contrast["line"] >= 3
    assert contrast["pos"] >= 4.5 and contrast["neg"] >= 4.5


def test_watching_a_file(seed: Report, tmp_path: Path) -> None:
    file, checks = tmp_path / "net.py", []
    file.write_text("x = 1\n")
    watcher = Watcher(str(file), lambda name: checks.append(name) or replace(seed, file=f"check {len(checks)}"))
    assert not watcher.look()
    file.write_text("x = 12\n")
    assert watcher.look() and not watcher.look() and watcher.stamp == "2"
    with server_for(watcher) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host, port = server.server_address[:2]
        assert host == "127.0.0.1"
        assert "check 2" in fetched(port, "/") and 'data-live="2"' in fetched(port, "/")
        assert fetched(port, "/stamp") == "2"
        for path, name in (("/", "example.com"), ("/etc/passwd", "127.0.0.1")):
            with pytest.raises(urllib.error.HTTPError) as refused:
                fetched(port, path, name)
            refused.value.close()
        server.shutdown()


def fetched(port: int, path: str, host: str = "127.0.0.1") -> str:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": f"{host}:{port}"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read().decode()


def test_a_training_has_a_page(tmp_path: Path, capsys) -> None:
    target = tmp_path / "training.html"
    assert main(["train", "xor", "--epochs", "20", "--html", str(target)]) == 0
    text = target.read_text()
    assert capsys.readouterr().out.splitlines()[-1] in text
    assert "loss over 20 epochs" in text and "the network with the weights" in text and "the output over" in text
    assert "default-src 'none'" in text and [tag for tag, _ in tags(text)].count("script") == 2
