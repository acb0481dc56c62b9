"""Choices: words by which a program selects an activation, and the other words that it knows."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Splice, Tree

CALLED = {"tanh": "tanh", "maximum": "relu", "exp": "sigmoid"}
"""What is called, and the word for the activation that is made of it, where a word is only asked about and another
branch is left for all others."""
NAMES = ("sigmoid", "logistic", "tanh", "relu", "softmax", "linear", "identity")
"""One of them is in the words for activations."""
MOST = 4
"""How many other words are tried in one place."""


@dataclass(frozen=True)
class Choice:
    """A word in the source, and the others that could stand there."""

    tree: Tree
    node: ast.Constant
    others: tuple[str, ...]

    def become(self, word: str) -> Splice:
        """Another word in its place, in the same quotes."""
        quote = self.tree.source(self.node)[0]
        return self.tree.replace(self.node, f"{quote}{word}{quote}")

    def towards(self, wanted: Iterable[str]) -> list[str]:
        """The other words, those that hold a wanted name first."""
        names = list(wanted)
        ranks = {word: next((k for k, name in enumerate(names) if name in word.lower()), MOST) for word in self.others}
        return sorted(self.others, key=lambda word: ranks[word])[:MOST]


def choices_in(trees: Mapping[str, Tree]) -> list[Choice]:
    """Every word in the program that selects an activation, in the order of the text."""
    found = [group for tree in trees.values() for group in groups(tree.root)]
    known = [group for group in found if any(name in word.lower() for word in group for name in NAMES)]
    chosen = []
    for tree in trees.values():
        asked = {id(node) for node in asking(tree.root)}
        for node in ast.walk(tree.root):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in asked:
                others = dict.fromkeys(word for group in known if node.value in group for word in group)
                others.pop(node.value, None)
                if others:
                    chosen.append(Choice(tree, node, tuple(others)))
    return sorted(chosen, key=lambda each: (each.tree.file, each.node.lineno, each.node.col_offset))


def asking(root: ast.AST) -> Iterator[ast.AST]:
    """The constants that a word is compared with: keys, patterns, sides of a comparison; and text that stands alone."""
    for node in ast.walk(root):
        if isinstance(node, ast.Dict):
            yield from (key for key in node.keys if key is not None)
        elif isinstance(node, (ast.Compare, ast.MatchValue, ast.JoinedStr)):
            yield from ast.walk(node)
        elif isinstance(node, ast.Expr):
            yield node.value
        elif isinstance(node, ast.Subscript):
            yield node.slice


def groups(root: ast.AST) -> Iterator[list[str]]:
    """Words that exclude each other: the keys of a table of functions, and what one expression is compared with."""
    for node in ast.walk(root):
        if isinstance(node, ast.Dict):
            keys = [key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]
            if len(keys) > 1 and not any(isinstance(value, ast.Constant) for value in node.values):
                yield keys
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from compared(node)


def compared(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[list[str]]:
    """What each expression in a function is compared with, and what is left for the others."""
    found: dict[str, list[str]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq):
            sides = (node.left, node.comparators[0])
            words = [s.value for s in sides if isinstance(s, ast.Constant) and isinstance(s.value, str)]
            texts = [ast.unparse(s) for s in sides if not isinstance(s, ast.Constant)]
            if words and texts:
                found.setdefault(texts[0], []).append(words[0])
        elif isinstance(node, ast.Match):
            cases = [each.pattern.value for each in node.cases if isinstance(each.pattern, ast.MatchValue)]
            words = [each.value for each in cases if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            found.setdefault(ast.unparse(node.subject), []).extend(words)
    called = [function_of(node) for node in ast.walk(function) if isinstance(node, ast.Call)]
    rest = [CALLED[name] for name in called if name in CALLED]
    for words in found.values():
        yield words if len(words) > 1 else [*words, *rest]
