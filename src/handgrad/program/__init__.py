"""The Program: what a piece of NumPy code did, one line per operation."""

from handgrad.program.program import Op, Program, Ref, Site

__all__ = ["Op", "Program", "Ref", "Site"]
