"""Every layer shows itself, and the gradient check it shows would notice a wrong gradient."""

from __future__ import annotations

import pkgutil
import re
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from handgrad import layers, showcase
from handgrad.layers.dense import Dense
from handgrad.layers.embedding import Embedding

MODULES = [f"{layers.__name__}.{module.name}" for module in pkgutil.iter_modules(layers.__path__)]


@pytest.mark.parametrize("module", MODULES)
def test_every_module_of_layers_shows_its_layers(module: str) -> None:
    command = [sys.executable, "-W", "error", "-m", module]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    kinds = [kind for kind in layers.registry().values() if kind.__module__ == module]
    assert kinds
    for kind in kinds:
        assert f"\n{kind.__name__}\n" in shown
    examples = sum(len(kind.examples()) for kind in kinds)
    assert shown.count("shapes       (n") == shown.count("parameters   ") == shown.count("gradients    ") == examples
    errors = [float(error) for error in re.findall(r"\bd[\w.]+\s+(\d\.\de[-+]\d\d)", shown)]
    assert errors
    assert max(errors) < 1e-7
    assert max(map(len, shown.splitlines())) <= 120


def test_the_check_notices_a_wrong_gradient(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Dense.backward

    def wrong(self: Any, params: Any, saved: Any, dy: Any) -> Any:
        dx, dparams = right(self, params, saved, dy)
        dparams.bias = 1.001 * dparams.bias
        return dx, dparams

    before = showcase.check(Dense(3, "tanh"), (4,))
    monkeypatch.setattr(Dense, "backward", wrong)
    after = showcase.check(Dense(3, "tanh"), (4,))
    assert max(before.values()) < 1e-7
    assert after["bias"] > 1e-5
    assert after["x"] == before["x"]


def test_whole_numbers_have_no_slope_to_check() -> None:
    assert list(showcase.check(Embedding(4, 2), (3,))) == ["weights"]
    assert np.isfinite(list(showcase.check(Embedding(4, 2), (3,)).values())).all()
