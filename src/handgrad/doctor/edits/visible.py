"""Visible: the texts that a place of the source may read, whether they stand there or not."""

from __future__ import annotations

import ast
import copy
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from handgrad.doctor.edits.bindings import bound, enclosing_lambda
from handgrad.doctor.edits.statements import loops_around, turning_names
from handgrad.doctor.edits.syntax import Tree, rooted

if TYPE_CHECKING:
    from handgrad.doctor.edits.scope import Key, Scope


Around = ast.FunctionDef | ast.AsyncFunctionDef
READ = (ast.Name, ast.Attribute, ast.Subscript)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def texts(scope: Scope, tree: Tree, node: ast.AST) -> Iterator[tuple[str, Key]]:
    """Names of the function and around it, attributes of its object, keys of the dictionaries it reads."""
    function, small = tree.function(node), enclosing_lambda(tree, node)
    if small is not None:
        yield from ((arg.arg, (small, arg.arg)) for arg in small.args.args)
    keyed: list[tuple[ast.Subscript, str]] = []
    for part in own_nodes(function or tree.root):
        if isinstance(part, READ) and rooted(part) and not turned(part) and not bound_elsewhere(tree, part, node):
            yield ast.unparse(part), (key := scope.key(tree, part))
            if isinstance(part, ast.Subscript) and key[0] == "[":
                keyed.append((part, key[1]))
    yield from other_keys(scope, keyed)
    if function is not None:
        for around in enclosing(tree, function):
            yield from ((name, (around, name)) for name in bound(around))
        yield from attributes(tree, function)
        yield from ((key[1], key) for key in list(scope.held) if key[0] == tree.file and key[1].isidentifier())


def around(tree: Tree, node: ast.AST) -> list[ast.AST | None]:
    """The function or lambda that a node stands in, and the loops and comprehensions: they decide what it may read."""
    loops = loops_around(tree, node)
    return [enclosing_lambda(tree, node) or tree.function(node), *comprehensions(tree, node), *loops]


def comprehensions(tree: Tree, node: ast.AST) -> list[ast.AST]:
    """The comprehensions that a node stands in, innermost first."""
    found: list[ast.AST] = []
    above = tree.parents.get(node)
    while above is not None and not isinstance(above, ast.stmt):
        found += [above] if isinstance(above, COMPREHENSIONS) else []
        above = tree.parents.get(above)
    return found


def bound_elsewhere(tree: Tree, part: ast.AST, node: ast.AST) -> bool:
    """Whether a text reads a variable of a comprehension that a node does not stand in, nor in a loop over the same."""
    apart = [each for each in comprehensions(tree, part) if each not in comprehensions(tree, node)]
    loops = (loop for each in apart for loop in each.generators)  # type: ignore[attr-defined]
    own = {turn(loop) for loop in loops_around(tree, node) if isinstance(loop, ast.For)} if apart else set()
    bound = {name for loop in loops if turn(loop) not in own for name in turning_names(loop)}
    return any(isinstance(name, ast.Name) and name.id in bound for name in ast.walk(part))


def turn(loop: ast.For | ast.comprehension) -> tuple[str, str]:
    """What a loop gives its names, and what it goes over."""
    return ast.unparse(loop.target), ast.unparse(loop.iter)


def enclosing(tree: Tree, function: Around) -> list[Around]:
    """A function and those around it, innermost first."""
    found = [function]
    while (around := tree.function(found[-1])) is not None:
        found.append(around)
    return found


def other_keys(scope: Scope, keyed: list[tuple[ast.Subscript, str]]) -> Iterator[tuple[str, Key]]:
    """The same dictionaries read with the other keys that they have."""
    groups = scope.spelled.setdefault("groups", key_groups(scope))
    for node, own in {(ast.unparse(node.value), own): (node, own) for node, own in keyed}.values():
        for key in {key for group in groups if own in group for key in group} - {own}:
            if (text := with_key(node, own, key)) is not None:
                yield text, ("[", key)


def key_groups(scope: Scope) -> list[set[str]]:
    """The keys that are read or written of one base in one function, and those of each literal."""
    found: dict[Any, set[str]] = defaultdict(set)
    for tree in scope.case.trees.values():
        for node in ast.walk(tree.root):
            if isinstance(node, ast.Subscript) and (key := scope.key(tree, node))[0] == "[":
                found[tree.file, tree.function(node), ast.unparse(node.value)].add(key[1])
            elif isinstance(node, ast.Dict):
                found[node] = {name for key in node.keys if key is not None and (name := written_key(key))}
    return list(found.values())


def with_key(node: ast.Subscript, own: str, key: str) -> str | None:
    """A subscript with another key, which has the same numbers in it: `p["W" + str(i)]` with "b{}"."""
    if "{}" not in own and "{}" not in key:
        return f"{ast.unparse(node.value)}[{key!r}]"
    (old, *old_rest), (new, *new_rest) = own.split("{}"), key.split("{}")
    if old_rest != new_rest or not old:
        return None
    other = copy.deepcopy(node)
    for part in ast.walk(other.slice):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value.startswith(old):
            part.value = new + part.value[len(old) :]
            return ast.unparse(other)
    return None


def written_key(key: ast.expr) -> str | None:
    """The text that a key is, with "{}" for what is put into it: "W{}" for `"W" + str(i)`; None where it is no text."""
    if isinstance(key, ast.Constant):
        return key.value if isinstance(key.value, str) else None
    if isinstance(key, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in key.values)
    if isinstance(key, ast.BinOp) and isinstance(key.op, ast.Mod):
        form = written_key(key.left)
        return re.sub(r"%[a-z0-9]*[dsi]", "{}", form) if form else None
    if isinstance(key, ast.BinOp) and isinstance(key.op, ast.Add):
        parts = [written_key(key.left), written_key(key.right)]
        return "".join(part or "{}" for part in parts) if any(parts) else None
    if isinstance(key, ast.Call) and getattr(key.func, "attr", "") == "format":
        return written_key(key.func.value)  # type: ignore[attr-defined]
    return None


def attributes(tree: Tree, function: ast.AST) -> Iterator[tuple[str, Key]]:
    """`self.x` for every attribute that a method of the same class sets."""
    owner = tree.parents.get(function)
    first = getattr(function, "args", None)
    if isinstance(owner, ast.ClassDef) and first is not None and first.args:
        for part in ast.walk(owner):
            if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store) and rooted(part.value):
                yield f"{first.args[0].arg}.{part.attr}", (owner, part.attr)


def own_nodes(area: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function or a file without those of the functions and classes inside."""
    for part in ast.iter_child_nodes(area):
        yield part
        if not isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            yield from own_nodes(part)


def turned(node: ast.AST) -> bool:
    """Whether a text is the transpose of another, which is no name of its own."""
    return isinstance(node, ast.Attribute) and node.attr == "T"


def operands_of(node: ast.AST) -> list[ast.expr]:
    """The parts of an expression in the order in which the operation takes them."""
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.Compare):
        return [node.left, node.comparators[0]]
    if isinstance(node, ast.UnaryOp):
        return [node.operand]
    if isinstance(node, ast.AugAssign):
        return [node.target, node.value]
    if isinstance(node, (ast.Attribute, ast.Subscript)):
        return [node.value]
    if isinstance(node, ast.Call):
        owner = node.func.value if isinstance(node.func, ast.Attribute) else None
        ufunc = isinstance(owner, ast.Attribute) and is_module(owner.value)  # np.add.at
        method = owner is not None and not is_module(owner) and not ufunc
        return [*([node.func.value] if method else []), *node.args]  # type: ignore[attr-defined]
    return []


def is_module(node: ast.expr) -> bool:
    """Whether an expression is the name of a module that functions are taken from."""
    return ast.unparse(node) in ("np", "numpy", "math", "np.linalg", "np.random", "scipy.special", "cupy", "xp")
