"""Anatomy: what the recorded numbers of a program are, known by what is done with them."""
