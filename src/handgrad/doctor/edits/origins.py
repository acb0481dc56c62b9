"""Origins: the constants of the source that a value comes from, followed through names, arguments and attributes."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handgrad.doctor.edits.expressions import last_name
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.program.program import Site

DEEPEST = 8
"""How many names, calls and attributes are followed, one after the other."""


@dataclass(frozen=True)
class Origin:
    """A constant of the source, its sign included."""

    tree: Tree
    node: ast.expr

    @property
    def value(self) -> float:
        """The number that is written there."""
        return float(ast.literal_eval(self.node))

    def replaced(self, value: float) -> Splice:
        """Another number in its place."""
        whole = isinstance(ast.literal_eval(self.node), int) and value == int(value)
        return self.tree.replace(self.node, str(int(value)) if whole else written(value))

    @property
    def key(self) -> tuple[str, int, int]:
        """Where it stands."""
        return self.tree.file, self.node.lineno, self.node.col_offset


def written(value: float) -> str:
    """A number as people write it."""
    text = f"{value:.3g}"
    return text.replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")


def is_number(node: ast.AST) -> bool:
    """Whether a node is a number, perhaps with a sign."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        return is_number(node.operand)
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def literal_at(trees: Mapping[str, Tree], site: Site | None) -> Origin | None:
    """The number that stands at a site."""
    tree = trees.get(site.file) if site else None
    node = tree.at(site) if tree and site else None
    if tree is None or not isinstance(node, ast.expr) or not is_number(node):
        return None
    parent = tree.parents.get(node)
    return Origin(tree, parent if isinstance(parent, ast.UnaryOp) and is_number(parent) else node)


def origins(trees: Mapping[str, Tree], tree: Tree, node: ast.AST, left: int = DEEPEST) -> Iterator[ast.expr]:
    """The expressions that a node's value is made by: itself, or what the name, argument or attribute was given."""
    if left == 0:
        return
    sources = list(given(trees, tree, node))
    if not sources and isinstance(node, ast.expr):
        yield node
    for other, source in sources:
        yield from origins(trees, other, source, left - 1)


def numbers(trees: Mapping[str, Tree], tree: Tree, node: ast.AST) -> list[Origin]:
    """The numbers of the source that a node's value may come from."""
    found = {}
    for each in origins(trees, tree, node):
        holder = next((t for t in trees.values() if each in t.parents), None)
        if holder is not None and is_number(each):
            found[id(each)] = Origin(holder, each)
    return list(found.values())


Given = Iterator[tuple[Tree, ast.AST]]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def given(trees: Mapping[str, Tree], tree: Tree, node: ast.AST) -> Given:
    """What a name, an attribute or a subscript with a constant key was given, as far as the text shows it."""
    if isinstance(node, ast.Name):
        function = tree.function(node)
        if function is not None and node.id in parameters(function):
            yield from arguments(trees, tree, function, node.id)
        else:
            yield from assigned(tree, node.id, function)
    elif isinstance(node, ast.Attribute):
        for each in trees.values():
            yield from attributes(each, node.attr)
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        yield from entries(tree, node.slice.value)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("int", "float"):
        yield from ((tree, argument) for argument in node.args[:1])


def parameters(function: Function) -> list[str]:
    """The names of a function's parameters, in order."""
    return [each.arg for each in [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]]


def arguments(trees: Mapping[str, Tree], tree: Tree, function: Function, name: str) -> Given:
    """What callers give for a parameter; where one gives nothing, its default."""
    owner = tree.parents.get(function)
    method = isinstance(owner, ast.ClassDef)
    called = owner.name if isinstance(owner, ast.ClassDef) and function.name == "__init__" else function.name
    place = parameters(function).index(name) - method
    for other in trees.values():
        for call in ast.walk(other.root):
            if isinstance(call, ast.Call) and last_name(call.func) == called:
                keyword = next((each.value for each in call.keywords if each.arg == name), None)
                if keyword is not None:
                    yield other, keyword
                elif 0 <= place < len(call.args):
                    yield other, call.args[place]
                elif (default := default_of(function, name)) is not None:
                    yield tree, default


def default_of(function: Function, name: str) -> ast.expr | None:
    """A parameter's default value."""
    plain = [*function.args.posonlyargs, *function.args.args]
    pairs = list(zip(reversed(plain), reversed(function.args.defaults), strict=False))
    pairs += [
        (arg, value) for arg, value in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True) if value
    ]
    return next((value for arg, value in pairs if arg.arg == name), None)


def assigned(tree: Tree, name: str, function: ast.AST | None) -> Given:
    """What a variable is assigned in a function, or else at the top level."""
    for scope in (function, None) if function is not None else (None,):
        found = [
            value
            for node in ast.walk(tree.root)
            if isinstance(node, (ast.Assign, ast.AnnAssign)) and tree.function(node) is scope
            for target, value in pairs_of(node)
            if isinstance(target, ast.Name) and target.id == name
        ]
        if found:
            yield from ((tree, value) for value in found)
            return


def pairs_of(node: ast.Assign | ast.AnnAssign) -> Iterator[tuple[ast.expr, ast.expr]]:
    """(target, value) of an assignment, tuples taken apart."""
    if node.value is None:
        return
    for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
        if (
            isinstance(target, ast.Tuple)
            and isinstance(node.value, ast.Tuple)
            and len(target.elts) == len(node.value.elts)
        ):
            yield from zip(target.elts, node.value.elts, strict=True)
        else:
            yield target, node.value


def attributes(tree: Tree, name: str) -> Given:
    """What an attribute is assigned anywhere in a file: `self.x = ...`, `x = ...` in a class, an option's default."""
    for node in ast.walk(tree.root):
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            for target, value in pairs_of(node):
                inside = isinstance(tree.parents.get(node), ast.ClassDef) and isinstance(target, ast.Name)
                if (isinstance(target, ast.Attribute) and target.attr == name) or (inside and target.id == name):  # type: ignore[attr-defined]
                    yield tree, value
        elif isinstance(node, ast.Call) and last_name(node.func) == "add_argument":
            flags = [each.value for each in node.args if isinstance(each, ast.Constant)]
            if any(str(flag).lstrip("-").replace("-", "_") == name for flag in flags):
                yield from ((tree, each.value) for each in node.keywords if each.arg == "default")


def entries(tree: Tree, key: object) -> Given:
    """What stands under a key in the dict displays of a file, or is assigned to it."""
    for node in ast.walk(tree.root):
        if isinstance(node, ast.Dict):
            for each, value in zip(node.keys, node.values, strict=True):
                if isinstance(each, ast.Constant) and each.value == key:
                    yield tree, value
        elif isinstance(node, ast.Call) and last_name(node.func) == "dict":
            yield from ((tree, each.value) for each in node.keywords if each.arg == key)
