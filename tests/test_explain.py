"""`handgrad explain`: every kind of bug has a code, a title and an explanation, and none of them can fail."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re

import numpy as np
import pytest

from handgrad.commands import explain
from handgrad.doctor import bugs
from handgrad.doctor.bugs import Kind, kinds
from handgrad.report.paint import Page

KINDS = sorted(kinds().values(), key=lambda kind: kind.code)


def command(*arguments: str) -> int:
    parser = argparse.ArgumentParser(prog="handgrad explain")
    explain.add(parser)
    return explain.run(parser.parse_args(arguments))


def test_codes_and_names_are_unique() -> None:
    modules = [
        importlib.import_module(f"{bugs.__name__}.{module.name}") for module in pkgutil.iter_modules(bugs.__path__)
    ]
    # a family may take a kind over from another one: the same object is one declaration
    declared = {
        id(value): value for each in modules for value in vars(each).values() if isinstance(value, Kind)
    }.values()
    assert len({kind.code for kind in declared}) == len(declared) == len(KINDS) >= 66


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_is_explained(kind: Kind) -> None:
    assert re.fullmatch(r"D0\d\d", kind.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", kind.name)
    assert kind.title == kind.title.strip() and "error" not in kind.title
    assert 2 <= len(kind.title.split()) <= 8 and len(kind.title) <= 48
    assert 10 <= len(kind.explain.splitlines()) <= 40
    assert "bug" in kind.explain and "Write instead" in kind.explain
    assert re.search(r"\bA small (example|test)\b", kind.explain)
    assert all(line == line.rstrip() and len(line) <= 116 for line in kind.explain.splitlines())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_code_or_a_name_finds_it(kind: Kind, capsys) -> None:
    assert command(kind.code.lower()) == 0
    by_code = capsys.readouterr().out
    assert command(kind.name) == 0
    assert capsys.readouterr().out == by_code
    assert kind.explain.rstrip() in by_code and kind.title in by_code


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_one_explanation_refers_to_exists(kind: Kind) -> None:
    for code in re.findall(r"handgrad explain (\w+)", kind.explain):
        assert explain.look_up(code) not in (None, kind)


def test_code_in_an_explanation_is_python() -> None:
    """Lines that look like statements with a comment behind them can be compiled."""
    statement = re.compile(r"^    (\w[\w.\[\], ]*(?: [-+*/]?= ).+?)\s{2,}#.*$")
    lines = [m[1] for kind in KINDS for m in map(statement.match, kind.explain.splitlines()) if m]
    assert len(lines) > 60
    for line in lines:
        compile(line, "explain", "exec")


def test_several_codes_and_unknown_ones(capsys) -> None:
    assert command("D001", "D999", "adam-momemts") == 2
    out, err = capsys.readouterr()
    assert out.startswith("bias gradient summed over the wrong axis [D001]")
    assert err.splitlines() == [
        "handgrad: there is no kind of bug 'D999'; `handgrad explain` lists all",
        "handgrad: there is no kind of bug 'adam-momemts'; near it: adam-moments",
    ]


def test_without_a_code_all_are_listed(capsys) -> None:
    assert command() == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [kind.code for kind in KINDS]


@pytest.mark.parametrize("text", ["", "[D001]", "\x00", "🐛" * 1000, "--", "D1\n"])
def test_nothing_makes_it_fail(text: str) -> None:
    kind = explain.look_up(text)
    assert (explain.explanation(kind, Page(encoding="ascii")) if kind else explain.unknown(text)).strip()


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softmax(z):
    e = np.exp(z - np.max(z))
    return e / e.sum()


A, P = np.tanh(0.5), np.array([0.7, 0.3])
DP = np.array([-1 / 0.7, 0])
FIGURES = {
    "bias-grad-axis": ("[3, -1]", np.array([[1, -1], [2, 0]]).sum(axis=0).tolist()),
    "bias-grad-wrong": ("dW = 2*1 + 3*(-1) = -1", f"dW = 2*1 + 3*(-1) = {np.array([2, 3]) @ np.array([1, -1])}"),
    "derivative-wrong-input": ("0.235", f"{sigmoid(0.5) * (1 - sigmoid(0.5)):.3f}"),
    "derivative-wrong-formula": ("0.786, and 1 - a would be 0.538", f"{1 - A**2:.3f}, and 1 - a would be {1 - A:.3f}"),
    "extra-derivative": ("-0.0098", f"{(0.01 - 1) * 0.01 * 0.99:.4f}"),
    "softmax-derivative": ("[-0.3, 0.3]", np.round(P * (DP - (DP * P).sum()), 12).tolist()),
    "softmax-axis": ("0.88 and 0.12", "{:.2f} and {:.2f}".format(*softmax(np.array([2, 0])))),
    "softmax-overflow": ("[0.27, 0.73]", np.round(softmax(np.array([900, 901])), 2).tolist()),
    "wrong-layer-index": ("[[0.2, 0], [0.9, 0]]", str(np.outer([0.2, 0.9], [1, 0]).tolist()).replace("0.0", "0")),
    "momentum-velocity": ("1, 1.9, 2.71", f"{1:.3g}, {0.9 + 1:.3g}, {0.9 * 1.9 + 1:.3g}"),
    "init-too-large": ("4.5e-5", f"{sigmoid(10) * (1 - sigmoid(10)):.1e}".replace("e-05", "e-5")),
    "saturated-units": ("0.0066", f"{sigmoid(5) * sigmoid(-5):.4f}"),
    "exploding-gradient": ("537,824", f"{14**5:,}"),
    "no-input-scaling": ("2e-9", f"{sigmoid(20) * sigmoid(-20):.0e}".replace("e-09", "e-9")),
    "loss-activation-mismatch": ("(0.73, 0.27)", "({:.2f}, {:.2f})".format(*softmax(np.array([1, 0])))),
    "stopping-criterion": ("0.81", f"{np.mean((np.array([0, 1]) - [0.9, 0.1]) ** 2):.2f}"),
    "evaluation-argmax": ("[0, 2]", np.argmax([[0.9, 0.1], [0.8, 0.2], [0.3, 0.7]], axis=0).tolist()),
    "l2-sign": ("1.05, 1.10, 1.16", ", ".join(f"{1.05**n:.2f}" for n in (1, 2, 3))),
    "broadcasting": ("[[0, -1], [1, 0]]", (np.array([[1], [2]]) - np.array([1, 2])).tolist()),
    "conv-backward": ("[2, 1, 0]", np.correlate([0, 1, 0, 0], [1, 2]).tolist()),
    "negative-zero": ("[-0.  3.]", np.array([-2.0, 3.0]) * np.array([False, True])),
    "integer-dtype": ("1.9 is stored as 1", f"1.9 is stored as {np.array([2.0 - 0.1]).astype(int)[0]}"),
    "gradient-transposed": ("[[0, 1], [0, 0]]", (np.array([[1, 0]]).T @ [[0, 1]]).tolist()),
    "transpose": ("[1, 0]", (np.array([0, 1]) @ np.array([[0, 1], [0, 0]]).T).tolist()),
}


@pytest.mark.parametrize("kind", FIGURES)
def test_the_figures_in_an_explanation_are_right(kind: str) -> None:
    said, computed = FIGURES[kind]
    assert said == str(computed)
    assert said in " ".join(kinds()[kind].explain.split()) or said in kinds()[kind].explain


def test_the_right_derivatives_agree_with_differences() -> None:
    """The formulas that the explanations give as right, against central differences."""
    rng = np.random.default_rng(0)
    x, w = rng.standard_normal((2, 5, 3))
    g, b = rng.standard_normal((2, 3))

    def batch_norm(x):
        return (g * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-3) + b) * w

    h, dh = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-3), w * g
    dx = (dh - dh.mean(axis=0) - h * (dh * h).mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-3)
    assert np.allclose(dx, differences(lambda x: batch_norm(x).sum(), x), atol=1e-8)

    def weighted_softmax(z):
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    p = weighted_softmax(x)
    dz = p * (w - (w * p).sum(axis=1, keepdims=True))
    assert np.allclose(dz, differences(lambda z: (weighted_softmax(z) * w).sum(), x), atol=1e-8)


def differences(function, x, h=1e-5):
    slopes = np.empty_like(x)
    for index in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[index] = h
        slopes[index] = (function(x + step) - function(x - step)) / (2 * h)
    return slopes
