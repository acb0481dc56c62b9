"""Patched: attributes of modules set for a while, and set back."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import Any


@contextlib.contextmanager
def patched(replacements: Iterable[tuple[Any, str, Any]]) -> Iterator[None]:
    """While this lasts the owners' attributes have other values; what was not there is taken away again."""
    missing = object()
    before = [(owner, name, getattr(owner, name, missing), value) for owner, name, value in replacements]
    for owner, name, _, value in before:
        setattr(owner, name, value)
    try:
        yield
    finally:
        for owner, name, value, _ in before:
            if value is missing:
                with contextlib.suppress(AttributeError):
                    delattr(owner, name)
            else:
                setattr(owner, name, value)
