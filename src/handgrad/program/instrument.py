"""Instrumenting a program's source: number literals become recorded leaves, loops ask whether to go on."""

from __future__ import annotations

import ast
from typing import Any

from handgrad.program.seldom import is_shown, looks

HOOK = "_handgrad_"

CONVERSIONS = {"float", "float16", "float32", "float64", "longdouble", "double", "single"}
"""What a call of a number type may be called."""

ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div)
"""Operators that take a comparison's outcome for 1 or 0."""


class Instrument(ast.NodeTransformer):
    """Rewrites a syntax tree without moving anything: every node keeps its place in the source.

    `literals` collects (name, value, node) of each literal turned into a global name.
    """

    def __init__(self, first_key: int = 0) -> None:
        self.literals: list[tuple[str, int | float, ast.Constant]] = []
        self.loops: dict[int, ast.AST] = {}
        self.first_key = first_key
        self.plain_ints = True

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """A float anywhere, or an int where data stands, becomes a global that holds a recorded number."""
        if type(node.value) is float or (type(node.value) is int and not self.plain_ints):
            name = f"{HOOK}{self.first_key + len(self.literals)}"
            self.literals.append((name, node.value, node))
            return ast.copy_location(ast.Name(name, ast.Load()), node)
        return node

    def data(self, node: Any) -> Any:
        """Visit with int literals counted as data."""
        before, self.plain_ints = self.plain_ints, False
        try:
            return self.generic_visit(node)
        finally:
            self.plain_ints = before

    def code(self, node: Any) -> Any:
        """Visit with int literals left as they are: indices, shapes, arguments, exponents."""
        before, self.plain_ints = self.plain_ints, True
        try:
            return self.generic_visit(node)
        finally:
            self.plain_ints = before

    def visit_List(self, node: ast.List) -> ast.AST:
        """Lists are data when they are read."""
        return self.data(node) if isinstance(node.ctx, ast.Load) else self.generic_visit(node)

    def visit_ListComp(self, node: ast.ListComp) -> ast.AST:
        """`[0 for ...]` is data too."""
        node.elt = self.data_of(node.elt)
        for each in node.generators:
            self.visit_comprehension(each)
        return node

    def data_of(self, node: Any) -> Any:
        """Visit one node as data."""
        before, self.plain_ints = self.plain_ints, False
        try:
            return self.visit(node)
        finally:
            self.plain_ints = before

    def visit_Tuple(self, node: ast.Tuple) -> ast.AST:
        """A tuple inside a list is data; elsewhere it is mostly a shape."""
        return self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        """`w = 1` starts a number that may be trained."""
        node.targets = [self.visit(target) for target in node.targets]
        node.value = self.data_of(node.value) if isinstance(node.value, ast.Constant) else self.visit(node.value)
        return node

    visit_Subscript = visit_Compare = code

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """`(x > 0) * g` becomes `hook.told(x > 0) * g`: Python would hand out a bool that does not record."""
        self.code(node)
        if isinstance(node.op, ARITHMETIC):
            node.left, node.right = told(node.left), told(node.right)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """`float(x)` becomes `hook.convert(float, x)`: Python would hand out a number that does not record."""
        self.code(node)
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        if name in CONVERSIONS and len(node.args) == 1 and not node.keywords:
            node.args = [node.func, told(node.args[0])]
            node.func = relocate(ast.parse(f"{HOOK}.convert", mode="eval").body, node)
        return node

    def visit_For(self, node: ast.For) -> ast.AST:
        """`for x in xs` becomes `for x in hook.loop(xs, key)`."""
        seen = looks(node.body)
        self.code(node)
        self.watch(seen)
        key = self.enter(node)
        node.iter = place(f"{HOOK}.loop(__x__, {key})", node.iter)
        return node

    def watch(self, seen: dict[ast.If, bool]) -> None:
        """`if c: ...` becomes `if hook.due(c, key, last): with hook.sparing(key): ...` where that is a look."""
        for statement, last in seen.items():
            key = self.enter(statement)
            statement.test = place(f"{HOOK}.due(__x__, {key}, {last})", statement.test)
            statement.body = [within(f"{HOOK}.sparing({key})", statement.body, statement)]

    def visit_Expr(self, node: ast.Expr | ast.Assert) -> ast.AST:
        """`print(...)` becomes `with hook.showing: print(...)`."""
        self.code(node)
        return within(f"{HOOK}.showing", [node], node) if is_shown(node) else node

    visit_Assert = visit_Expr

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        """A loop inside an expression may be what trains: `[step(x) for x in xs]`."""
        self.code(node)
        if not node.is_async:
            node.iter = place(f"{HOOK}.loop(__x__, {self.enter(node)})", node.iter)
        return node

    def visit_While(self, node: ast.While) -> list[ast.stmt]:
        """`while c` becomes `while hook.turn(turns, key) and (c)`, with `turns` new at each run of the loop."""
        seen = looks(node.body)
        self.code(node)
        self.watch(seen)
        key = self.enter(node)
        turns = f"{HOOK}turns{key}"
        node.test = place(f"{HOOK}.turn({turns}, {key}) and (__x__)", node.test)
        start = ast.parse(f"{turns} = {{}}").body[0]
        end = ast.parse(f"{HOOK}.leave_turns({turns})").body[0]
        return [relocate(start, node), node, relocate(end, node)]

    def enter(self, node: ast.AST) -> int:
        """A number for a loop."""
        key = self.first_key + len(self.loops)
        self.loops[key] = node
        return key

    def skip(self, node: ast.AST) -> ast.AST:
        """Left as it is."""
        return node

    visit_JoinedStr = visit_match_case = visit_arguments = skip

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """The body, and the default values; annotations and decorators stay as they are."""
        node.args.defaults = [self.visit(default) for default in node.args.defaults]
        node.args.kw_defaults = [default and self.visit(default) for default in node.args.kw_defaults]
        before, self.plain_ints = self.plain_ints, True
        node.body = [part for statement in node.body for part in as_list(self.visit(statement))]
        self.plain_ints = before
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """The value, not the annotation."""
        if node.value is not None:
            node.value = self.visit(node.value)
        return node


def told(node: ast.expr) -> ast.expr:
    """`x > 0` as `hook.told(x > 0)`; anything but a comparison as it is."""
    compared = isinstance(node, ast.Compare) and len(node.ops) == 1
    return place(f"{HOOK}.told(__x__)", node) if compared else node


def as_list(result: Any) -> list[Any]:
    """A visitor's result as a list of nodes."""
    return result if isinstance(result, list) else [result]


def relocate(tree: Any, node: ast.AST) -> Any:
    """`tree` with every node placed where `node` stands."""
    for part in ast.walk(tree):
        if "lineno" in part._attributes:
            ast.copy_location(part, node)
    return tree


def within(manager: str, body: list[ast.stmt], node: ast.stmt) -> ast.With:
    """`with manager: body`, standing where `node` stands."""
    found = relocate(ast.parse(f"with {manager}: pass").body[0], node)
    assert isinstance(found, ast.With)
    found.body = body
    return found


def place(template: str, node: ast.expr) -> ast.expr:
    """The expression `template` around `node` (written `__x__` in it), standing where `node` stands."""
    tree = relocate(ast.parse(template, mode="eval").body, node)

    class Put(ast.NodeTransformer):
        def visit_Name(self, name: ast.Name) -> ast.AST:
            return node if name.id == "__x__" else name

    put: ast.expr = Put().visit(tree)
    return put


def instrument(source: str, filename: str, first_key: int = 0) -> tuple[Any, Instrument]:
    """Code object of the instrumented source, and what was instrumented; raises SyntaxError as `compile` does."""
    tree = ast.parse(source, filename)
    visitor = Instrument(first_key)
    future = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    tree = visitor.visit(tree)
    ast.fix_missing_locations(tree)
    assert all(node in tree.body for node in future)
    return compile(tree, filename, "exec", dont_inherit=True), visitor
