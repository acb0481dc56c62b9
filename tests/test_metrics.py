"""Metrics against numbers worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from handgrad import losses, metrics


@pytest.mark.parametrize(
    ("loss", "y", "target", "share"),
    [
        ("cross_entropy", [[3, 1, 0], [0, 5, 1], [0, 0, 1]], [[1, 0, 0], [1, 0, 0], [0, 0, 1]], 2 / 3),
        ("binary_cross_entropy", [[0.2], [-0.2], [5]], [[1], [1], [1]], 2 / 3),
        ("binary_cross_entropy", [[1, -1], [1, 1]], [[1, 0], [0, 1]], 3 / 4),
        ("hinge", [[0.2], [-0.2], [5], [-3]], [[1], [1], [-1], [-1]], 1 / 2),
        ("mse", [[0.6], [0.4], [0.9], [0.1]], [[1], [0], [0], [1]], 1 / 2),
    ],
)
def test_accuracy(loss: str, y: Any, target: Any, share: float) -> None:
    measured = metrics.table["accuracy"].measure(np.array(y, float), np.array(target, float), losses.find(loss))
    assert measured == pytest.approx(share)


def test_error_and_explained_share() -> None:
    y, target = np.array([[1.0], [2.0], [3.0]]), np.array([[1.0], [4.0], [1.0]])
    mse = losses.find("mse")
    assert metrics.table["mean_absolute_error"].measure(y, target, mse) == pytest.approx(4 / 3)
    assert metrics.table["r2"].measure(y, target, mse) == pytest.approx(1 - 8 / 6)
    assert metrics.table["r2"].measure(target, target, mse) == 1
    assert np.isfinite(metrics.table["r2"].measure(y, np.ones((3, 1)), mse))


def test_which_metrics_are_chosen() -> None:
    def names(wanted: Any, loss: str) -> list[str]:
        return [metric.name for metric in metrics.chosen(wanted, losses.find(loss))]

    def spread(y: Any, target: Any) -> float:
        return 1.0

    assert names(None, "cross_entropy") == ["accuracy"]
    assert names(None, "mse") == []
    assert names("r2", "mse") == ["r2"]
    assert names(["r2", spread], "mse") == ["r2", "spread"]
    assert not metrics.find("mean_absolute_error").larger_is_better
    with pytest.raises(ValueError, match="unknown metric 'r3'; known: accuracy"):
        names("r3", "mse")
