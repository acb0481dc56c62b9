"""Expressions: products and factors in a program's source, taken apart and written anew."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.edits.visible import is_module

PRODUCTS = {"dot", "matmul", "outer", "inner", "vdot"}
"""NumPy's functions of two arrays that multiply and add."""


@dataclass(frozen=True)
class Product:
    """`left @ right`, `left.dot(right)` or `np.dot(left, right)`: its two operands and how it is written."""

    tree: Tree
    node: ast.expr
    left: ast.expr
    right: ast.expr

    @property
    def name(self) -> str:
        """ "@", or the name of the function."""
        return last_name(self.node.func) if isinstance(self.node, ast.Call) else "@"

    def written(self, left: str, right: str, function: str = "") -> str:
        """The product of two other texts in the same manner, or with another of NumPy's functions."""
        if isinstance(self.node, ast.Call) and is_method(self.node) and not function:
            return f"{tight(left)}.dot({right})"
        if isinstance(self.node, ast.Call) and not is_method(self.node):
            own = self.tree.source(self.node.func)
            return f"{own.removesuffix(self.name) + function if function else own}({left}, {right})"
        if function:
            return f"{numpy_prefix(self.tree)}{function}({left}, {right})"
        return f"{tight(left)} @ {tight(right)}"


def product_of(tree: Tree, node: ast.AST) -> Product | None:
    """A node as a product of matrices; None where it is none."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        return Product(tree, node, node.left, node.right)
    if isinstance(node, ast.Call) and last_name(node.func) in PRODUCTS and not node.keywords:
        if is_method(node) and len(node.args) == 1:
            return Product(tree, node, node.func.value, node.args[0])  # type: ignore[attr-defined]
        if not is_method(node) and len(node.args) == 2:
            return Product(tree, node, *node.args)
    return None


def last_name(function: ast.AST | None) -> str:
    """The last part of what is called."""
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def is_method(call: ast.Call) -> bool:
    """Whether a call is one of a value's own methods, and not of a module's functions."""
    return isinstance(call.func, ast.Attribute) and not is_module(call.func.value)


def tight(text: str) -> str:
    """A text that can be an operand of any operator: in parentheses where it has to be."""
    node = ast.parse(f"({text})", mode="eval").body
    loose = (ast.BinOp, ast.UnaryOp, ast.Compare, ast.BoolOp, ast.IfExp, ast.Lambda, ast.Tuple, ast.Starred)
    return f"({text})" if isinstance(node, loose) else text


def multiplied(tree: Tree, node: ast.expr, text: str) -> str:
    """The text of an expression with one more factor."""
    chain = isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.Div, ast.MatMult))
    return f"{tree.source(node) if chain else tight(tree.source(node))} * {text}"


def transposed(tree: Tree, node: ast.expr) -> str:
    """The text of an expression with its transposition taken away, or one added."""
    if isinstance(node, ast.Attribute) and node.attr == "T":
        return tree.source(node.value)
    if isinstance(node, ast.Call) and last_name(node.func) == "transpose":
        inside = node.func.value if is_method(node) else node.args[0] if node.args else None  # type: ignore[attr-defined]
        if inside is not None and len(node.args) == (not is_method(node)):
            return tree.source(inside)
    return f"{tight(tree.source(node))}.T"


def numpy_prefix(tree: Tree) -> str:
    """What NumPy's functions are called by in a file: `np.`, another alias, or nothing."""
    for node in ast.walk(tree.root):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name == "numpy":
                    return f"{alias.asname or alias.name}."
    return ""
