"""Names of gradients: which array is called after a parameter, as `dW`, `grad_W` or `grads["W"]` is after `W`."""

from __future__ import annotations

import re
from collections.abc import Iterable

MARK = r"(?:d|dl|d_l|g|del|delta|nabla|grad\w*?|gradient\w*?|derivative\w*?)"


def stem(word: str) -> str:
    """A name without what does not tell: case, underscores at its ends, a plural."""
    word = word.strip("_").lower()
    return re.sub(r"(?<=[a-z]{3})(es|s)$", "", word)


def named_after(gradient: str, parameter: str) -> bool:
    """Whether one path is the other with one part marked as a gradient, or in another container."""
    mine, theirs = re.findall(r"\w+", gradient), re.findall(r"\w+", parameter)
    if mine == theirs:
        return False
    if len(mine) == len(theirs):
        different = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
        return len(different) == 1 and (mine[-1] == theirs[-1] or marked(*different[0]))
    return mine[-1] == theirs[-1] or marked(mine[-1], theirs[-1])


def marked(gradient: str, parameter: str) -> bool:
    """Whether one word is the other with the mark of a gradient before or behind it."""
    found, wanted = gradient.strip("_"), re.escape(stem(parameter))
    pattern = rf"(?:{MARK}_?{wanted}|{wanted}(?:e?s)?_?(?:d|grad\w*|gradient\w*|delta))(?:e?s)?"
    return stem(found) != stem(parameter) and re.fullmatch(pattern, found.lower()) is not None


def partner(parameter: str, gradients: Iterable[str]) -> str | None:
    """The only one of the gradients that is called after the parameter."""
    found = [name for name in gradients if named_after(name, parameter)]
    return found[0] if len(found) == 1 else None
