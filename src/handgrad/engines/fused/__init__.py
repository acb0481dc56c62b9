"""Fused loops: a Program as loops over scalar expressions, printed to be read and compiled to machine code."""
