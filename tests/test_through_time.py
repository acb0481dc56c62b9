"""Two bugs in one loop back through time: a slope that is wrong in every turn, and a gradient that is not handed on."""

from __future__ import annotations

from pathlib import Path

from layer_programs import RECURRENT
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop


def test_what_is_not_handed_on_is_named_beside_a_wrong_slope(tmp_path: Path, workshop: Workshop) -> None:
    """Neither edit alone makes a gradient right: what is handed on goes through the slope of every turn."""
    text = RECURRENT.replace("dnext = dz @ Wh.T", "dbefore = dz @ Wh.T").replace("(1 - h[t] ** 2)", "(1 - h[t])")
    report = report_on(workshop, text, tmp_path)
    assert {found.kind for found in report.findings} == {"bptt", "derivative-wrong-formula"}
    assert all(found.fix is not None and found.fix.confidence == "proved" for found in report.findings)
    assert "+        dnext = dbefore" in report.patch
