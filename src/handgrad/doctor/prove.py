"""Proof by training: the program as written and as edited, from several starts, and what each edit buys."""

from __future__ import annotations

from dataclasses import dataclass

from handgrad.doctor.finding import Finding
from handgrad.doctor.repair import Repair


@dataclass(frozen=True)
class Sign:
    """A finding that gradients do not show, and the edits that would mend it, to be proved by training."""

    finding: Finding
    repairs: tuple[Repair, ...] = ()
    needs_proof: bool = False
    """Whether the finding is dropped unless an edit is proved."""
