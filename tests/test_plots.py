"""Pictures of trainings and networks: they show the numbers that the training and the network hold."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import pytest

import handgrad as hg
from handgrad import datasets
from handgrad.plots import picture_of


@pytest.fixture(scope="module")
def trained() -> tuple[hg.Network, hg.History]:
    X, Y = datasets.xor()
    net = hg.Network(2, [hg.Dense(8, "tanh"), hg.Dense(1, "sigmoid")], rng=0)
    return net, net.fit(X, Y, loss="mse", optimizer=hg.Adam(0.05), epochs=30, validation_data=(X, Y))


def test_a_history_shows_its_ends(trained, tmp_path: Path) -> None:
    _, history = trained
    figure = history.plot()
    assert f"{history.loss[0]:.4g} to {history.loss[-1]:.4g}" in figure.label and "30 epochs" in figure.label
    assert ElementTree.parse(figure.save(tmp_path / "loss.svg")).getroot().tag.endswith("svg")
    with pytest.raises(ValueError, match="no epoch has a finite score 'f1'"):
        history.plot("f1")


def test_a_network_shows_its_numbers(trained, tmp_path: Path) -> None:
    net, _ = trained
    X, Y = datasets.xor()
    assert (
        picture_of([dict(tree.items()) for tree in net.parameters], "weights")["tensors"][0]["yours"]
        == net.parameters[0].weights.tolist()
    )
    largest = max(np.abs(array).max() for tree in net.parameters for _, array in tree.items())
    assert f"{largest:.4g}" in net.plot().body
    net.backward(hg.losses.mse(net.forward(X), Y)[1])
    assert "your gradients" in net.plot("gradient").label
    ElementTree.parse(net.plot().save(tmp_path / "net.svg"))


def test_a_convolution_is_drawn_as_a_matrix() -> None:
    net = hg.Network((6, 6, 1), [hg.Conv2D(3, 3), hg.Flatten(), hg.Dense(2)], rng=0)
    assert "layer 2" in net.plot().body


def test_a_decision_map_needs_two_inputs(trained) -> None:
    net, _ = trained
    X, Y = datasets.xor()
    assert "output 0" in net.plot_decision(X, Y).body
    with pytest.raises(ValueError, match="two inputs"):
        net.plot_decision(np.zeros((4, 3)), Y)


def test_matplotlib_axes_are_drawn_on(trained) -> None:
    figure = pytest.importorskip("matplotlib.figure", reason="the peer matplotlib is missing: no axes are drawn on")
    net, history = trained
    axes = figure.Figure().subplots(4)
    assert len(history.plot(ax=axes[0]).lines) == 2
    net.plot(axes=axes[1:3])
    assert np.array_equal(axes[1].images[0].get_array(), net.parameters[0].weights)
    assert net.plot_decision(*datasets.xor(), ax=axes[3]).collections


def test_the_guide_draws_what_it_says(monkeypatch, tmp_path: Path) -> None:
    guide = (Path(__file__).parents[1] / "docs" / "report.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec("\n".join(re.findall(r"```python\n(.*?)```", guide, re.DOTALL)), {})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.svg", "loss.svg", "weights.svg"]
