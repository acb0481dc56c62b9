"""Proof: edited copies of a program, run again and trained, and what each fix buys."""
