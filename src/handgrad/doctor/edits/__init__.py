"""Edits: the source behind what is wrong, taken apart, and the texts that may stand there instead."""
