"""A loop back through time that carries nothing: no line of it is there, and three have to be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from layer_programs import RECURRENT
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

ALONE = (
    RECURRENT.replace("    dnext = np.zeros((1, H))\n", "")
    .replace(" + dnext", "")
    .replace("        dnext = dz @ Wh.T\n", "")
)
AT_ONCE = ALONE.replace("        dh = dy @ Wy.T\n        dz = dh * (", "        dz = dy @ Wy.T * (")

VECTORS = ALONE
for row, one in {
    "np.zeros((1, H))": "np.zeros(H)",
    "x[t:t + 1].T @ dz": "np.outer(x[t], dz)",
    "h[t - 1].T @ dz": "np.outer(h[t - 1], dz)",
    "h[t].T @ dy": "np.outer(h[t], dy)",
    "[t:t + 1]": "[t]",
    "dy @ Wy.T": "Wy @ dy",
    "dy[0]": "dy",
    "dz[0]": "dz",
}.items():
    VECTORS = VECTORS.replace(row, one)
IN_TURN = """\
        for part, change in zip((Wx, Wh, b, Wy, by), (dWx, dWh, db, dWy, dby)):
            part -= 0.02 * change
"""
begin, end = VECTORS.index("        Wx -="), VECTORS.index("    print(epoch")
VECTORS = VECTORS[:begin] + IN_TURN + VECTORS[end:]


@pytest.mark.parametrize(
    ("text", "sum"),
    [
        (ALONE, "dh = dy @ Wy.T + later"),
        (AT_ONCE, "dz = (dy @ Wy.T + later) * "),
        (VECTORS, "dh = Wy @ dy + later"),
    ],
)
def test_all_of_it_is_written(text: str, sum: str, tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, text, tmp_path)
    assert [found.kind for found in report.findings] == ["bptt"]
    assert f"+        {sum}" in report.patch
    assert "+    later = 0" in report.patch
    assert "+        later = dz @ Wh.T" in report.patch
