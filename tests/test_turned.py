"""Kernels that go back as they went forward: every way to leave a turn or an exchange out, and the text of its mend."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.edits.rearranged import rearrangements
from handgrad.doctor.proof.workshop import Workshop

TEXT = """
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

rng = np.random.default_rng(4)


def slide(x, w):
    windows = sliding_window_view(x, w.shape[2:], axis=(2, 3))
    return np.einsum("ncijhw,fchw->nfij", windows, w)


def back(d, x, w):
    windows = sliding_window_view(x, w.shape[2:], axis=(2, 3))
    dw = np.einsum("ncijhw,nfij->fchw", windows, d)
    p = w.shape[2] - 1
    padded = np.pad(d, ((0, 0), (0, 0), (p, p), (p, p)))
    return {back}, dw


X = rng.normal(size=(6, 2, 7, 7))
Y = X[:, 0, :3].sum(axis=(1, 2), keepdims=True)[:, :, 0] - X[:, 1, 3, 3:4] ** 2
w1, w2, w3 = (rng.normal(0, 0.3, (2, 2, 3, 3)) for _ in range(3))
v = rng.normal(0, 0.3, (2, 1))
for turn in range(6):
    a1 = np.tanh(slide(X, w1))
    a2 = np.tanh(slide(a1, w2))
    flat = np.tanh(slide(a2, w3)).reshape(len(X), -1)
    out = flat @ v
    d = 2 * (out - Y) / len(X)
    dv = flat.T @ d
    d3 = (d @ v.T * (1 - flat ** 2)).reshape(len(X), 2, 1, 1)
    d2, dw3 = back(d3, a2, w3)
    d1, dw2 = back(d2 * (1 - a2 ** 2), a1, w2)
    _, dw1 = back(d1 * (1 - a1 ** 2), X, w1)
    for p, g in ((w1, dw1), (w2, dw2), (w3, dw3), (v, dv)):
        p -= 0.05 * g
"""

RIGHT = "slide(padded, w.swapaxes(0, 1)[:, :, ::-1, ::-1])"


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("slide(padded, w)", RIGHT),
        ("slide(padded, w.swapaxes(0, 1))", RIGHT),
        ("slide(padded, w[:, :, ::-1, ::-1])", "slide(padded, w[:, :, ::-1, ::-1].swapaxes(0, 1))"),
        ("slide(padded, w.transpose(1, 0, 2, 3)[::-1, ::-1])", None),
        ("slide(padded, np.rot90(w.swapaxes(0, 1), axes=(2, 3)))", None),
        ("slide(padded, np.flip(w.swapaxes(0, 1)))", None),
        ("slide(padded, w=np.flip(w, (2, 3)))", None),
        ("slide(padded, w.swapaxes(0, 1)[:, :, ::-1])", None),
        ("slide(padded[:, :, ::-1, ::-1], w.swapaxes(0, 1))", None),
    ],
)
def test_kernels_that_stand_the_wrong_way_round_are_turned(written: str, mended: str | None, tmp_path: Path) -> None:
    with Workshop() as workshop:
        report = report_on(workshop, TEXT.replace("{back}", written), tmp_path)
    errors = [finding for finding in report.findings if finding.severity == "error"]
    assert [finding.kind for finding in errors] == ["conv-backward"]
    assert errors[0].fix is not None
    assert errors[0].fix.confidence == "proved"
    if mended is not None:
        assert mended in report.patch


def test_a_kernel_that_is_turned_is_right(tmp_path: Path) -> None:
    with Workshop() as workshop:
        report = report_on(workshop, TEXT.replace("{back}", RIGHT), tmp_path)
    assert report.verdict == "right"
    assert not [finding for finding in report.findings if finding.severity == "error"]


ONE_MAP = """
import numpy as np

rng = np.random.default_rng(2)


def conv(x, k):
    out = np.zeros((x.shape[0] - k.shape[0] + 1, x.shape[1] - k.shape[1] + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(x[i:i + k.shape[0], j:j + k.shape[1]] * k)
    return out


X = rng.normal(size=(6, 5, 5))
Y = X[:, :3].sum(axis=(1, 2)) - X[:, 3:, 2].sum(axis=1)
first, last, w = rng.normal(0, 0.4, (3, 3)), rng.normal(0, 0.4, (2, 2)), rng.normal(0, 0.4, 4)
for x, y in zip(X, Y):
    a = np.tanh(conv(x, first))
    z = np.tanh(conv(a, last))
    d = 2 * (z.ravel() @ w - y)
    dw = d * z.ravel()
    dz = (d * w).reshape(2, 2) * (1 - z ** 2)
    da = conv(np.pad(dz, 1), {kernel}) * (1 - a ** 2)
    first -= 0.01 * conv(x, da)
    last -= 0.01 * conv(a, dz)
    w -= 0.01 * dw
"""


@pytest.mark.parametrize("written", ["last", "last.T", "last[::-1]", "np.rot90(last)", "np.fliplr(last)"])
def test_a_kernel_of_one_map_is_turned_along_both_axes(written: str, tmp_path: Path) -> None:
    with Workshop() as workshop:
        report = report_on(workshop, ONE_MAP.replace("{kernel}", written), tmp_path)
    errors = [finding for finding in report.findings if finding.severity == "error"]
    assert [(each.kind, each.fix.confidence) for each in errors if each.fix] == [("conv-backward", "proved")]
    assert "last[::-1]" in report.patch or "last[::-1, ::-1]" in report.patch


@pytest.mark.parametrize("written", ["last[::-1, ::-1]", "np.rot90(last, 2)", "np.flipud(np.fliplr(last))"])
def test_a_kernel_of_one_map_that_is_turned_is_right(written: str, tmp_path: Path) -> None:
    with Workshop() as workshop:
        report = report_on(workshop, ONE_MAP.replace("{kernel}", written), tmp_path)
    assert report.verdict == "right"
    assert not [finding for finding in report.findings if finding.severity == "error"]


def test_a_kernel_with_a_name_of_its_own_is_turned_where_it_gets_the_name(tmp_path: Path) -> None:
    text = TEXT.replace("    return {back}, dw", "    turned = w.swapaxes(0, 1)\n    return slide(padded, turned), dw")
    with Workshop() as workshop:
        report = report_on(workshop, text, tmp_path)
    assert "turned = w.swapaxes(0, 1)[:, :, ::-1, ::-1]" in report.patch


def test_rearrangements_keep_the_shapes_and_begin_with_the_array_as_it_is() -> None:
    found = list(rearrangements([(4, 4, 3), (2, 2, 1)]))
    assert (found[0].swapped, found[0].turned) == (None, ())
    assert {each.swapped for each in found} == {None, (0, 1)}
    assert len(set(found)) == len(found)
