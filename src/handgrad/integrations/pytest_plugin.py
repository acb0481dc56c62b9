"""The pytest fixture `gradcheck`: `def test_layer(gradcheck): gradcheck(layer, x)` fails with the check's own text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from handgrad.doctor.finding import Report


@pytest.fixture(scope="session")
def gradcheck() -> Callable[..., Report]:
    """`handgrad.check`, failing the test where a gradient is wrong or nothing could be checked.

    Takes what `handgrad.check` takes and returns its report. Warnings and notes do not fail a test; they stand in
    `report.findings`.
    """

    def check(*subject: Any, **options: Any) -> Report:
        __tracebackhide__ = True
        import handgrad

        report: Report = handgrad.check(*subject, **options)
        if report.verdict != "right" or any(found.severity == "error" for found in report.findings):
            pytest.fail(str(report), pytrace=False)
        return report

    return check
