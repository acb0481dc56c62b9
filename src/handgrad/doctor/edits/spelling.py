"""Spelling: how a program writes NumPy's functions, and calls of reductions written anew in its own way."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from handgrad.doctor.edits.expressions import last_name
from handgrad.doctor.edits.syntax import Splice, Tree

ARRAYS = ("numpy", "cupy", "autograd.numpy", "jax.numpy")


def modules(tree: Tree) -> set[str]:
    """The names under which a file imports modules."""
    found = set()
    for node in ast.walk(tree.root):
        if isinstance(node, ast.Import):
            found |= {alias.asname or alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module in ARRAYS:
            found |= {alias.asname or alias.name for alias in node.names if alias.name in ("random", "linalg")}
    return found


def import_of(tree: Tree, module: str) -> Iterator[Splice]:
    """The import of a module in front of the others, but behind those from `__future__`."""
    imports = [node for node in tree.root.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    lines = [node.lineno for node in imports if getattr(node, "module", "") != "__future__"]
    line = lines[0] if lines else (imports[-1].end_lineno or 0) + 1 if imports else 1
    yield Splice(tree.file, (line, 0, line, 0), f"import {module}\n")


def prefix(tree: Tree) -> str:
    """What stands in front of NumPy's functions in a file: "np.", or nothing after `from numpy import *`."""
    for node in ast.walk(tree.root):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name in ARRAYS:
                    return f"{alias.asname or alias.name}."
    return ""


def uses_numpy(tree: Tree) -> bool:
    """Whether a file has NumPy's functions under some name."""
    starred = (n for n in ast.walk(tree.root) if isinstance(n, ast.ImportFrom) and n.module in ARRAYS)
    return bool(prefix(tree)) or any(alias.name == "*" for node in starred for alias in node.names)


def function_of(call: ast.AST) -> str:
    """The last part of the name of what is called."""
    return last_name(getattr(call, "func", None))


def is_method(tree: Tree, call: ast.Call) -> bool:
    """Whether a call is a method of a value (`x.sum()`), and no function of a module (`np.sum(x)`)."""
    function = call.func
    if not isinstance(function, ast.Attribute):
        return False
    root = function.value
    while isinstance(root, ast.Attribute):
        root = root.value
    return not (isinstance(root, ast.Name) and root.id in modules(tree))


def reduced(tree: Tree, call: ast.Call) -> ast.expr | None:
    """What a reduction reduces."""
    if is_method(tree, call) and isinstance(call.func, ast.Attribute):
        return call.func.value
    return call.args[0] if call.args else None


def along(tree: Tree, call: ast.AST | None, axis: int | None, *, keep: bool = True, name: str = "") -> Splice | None:
    """A call of a reduction with another axis, or another function; fit for broadcasting where `keep`."""
    if not isinstance(call, ast.Call) or reduced(tree, call) is None:
        return None
    method = is_method(tree, call)
    if len(call.args) > 2 - method:
        return None
    others = [tree.source(k) for k in call.keywords if k.arg not in ("axis", "keepdims")]
    first = [] if method else [tree.source(call.args[0])]
    reshaped = isinstance(tree.parents.get(call), (ast.Subscript, ast.Attribute))
    keeps = ["keepdims=True"] if keep and axis is not None and not reshaped else []
    arguments = [*first, *([] if axis is None else [f"axis={axis}"]), *keeps, *others]
    return tree.replace(call, f"{called(tree, call, name)}({', '.join(arguments)})")


def called(tree: Tree, call: ast.Call, name: str = "") -> str:
    """The text of what is called, under another last name where one is given."""
    text = tree.source(call.func)
    return text if not name else text[: len(text) - len(function_of(call))] + name


def enclosing(tree: Tree, node: ast.AST, names: Sequence[str]) -> ast.Call | None:
    """The innermost call of one of the named functions around a node, within its statement."""
    parent = tree.parents.get(node)
    while parent is not None and not isinstance(parent, ast.stmt):
        if isinstance(parent, ast.Call) and function_of(parent) in names:
            return parent
        parent = tree.parents.get(parent)
    return None
