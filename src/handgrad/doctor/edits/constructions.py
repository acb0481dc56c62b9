"""Constructions: where the source makes the object of the last layer, and with which other arguments it could."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.anatomy.course import Course, Layer
from handgrad.doctor.edits.endings import chain
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.repair import Repair

BINARY = ("sigmoid", "logistic", "linear", "identity", "none")
NUMBERS = ("linear", "identity", "none")


def constructions(course: Course, output: Layer, kind: str, message: str) -> Iterator[Repair]:
    """The last object that is made of the class whose method applies the output's activation, made differently."""
    case, patient = course.case, output.patient
    for site in chain(patient.program[output.landmarks[0].after]):
        tree = case.trees.get(site.file)
        node = tree.at(site) if tree else None
        owner = class_around(tree, node) if tree is not None and node is not None else None
        if owner is None:
            continue
        for home in case.trees.values():
            calls = calls_of(home, owner.name)
            if len(calls) > 1:
                for number, splice in enumerate(variants(course, home, calls[-1])):
                    place = case.site_of(calls[-1], home.file)
                    yield Repair(kind, place, (splice,), message, 1.2 + 0.05 * number, forward=True)


def calls_of(tree: Tree, name: str) -> list[ast.Call]:
    """The calls of a name, in the order of the text."""
    found = [each for each in ast.walk(tree.root) if isinstance(each, ast.Call) and function_of(each) == name]
    return sorted(found, key=lambda each: (each.lineno, each.col_offset))


def class_around(tree: Tree, node: ast.AST) -> ast.ClassDef | None:
    """The class whose method a node stands in."""
    function = tree.function(node)
    owner = tree.parents.get(function) if function is not None else None
    return owner if isinstance(owner, ast.ClassDef) else None


def variants(course: Course, tree: Tree, call: ast.Call) -> Iterator[Splice]:
    """The call with another word for its activation, with another function, or of another class."""
    words = BINARY if course.binary else NUMBERS
    arguments = [*call.args, *(each.value for each in call.keywords)]
    for argument in arguments:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            quote = tree.source(argument)[0]
            yield from (tree.replace(argument, f"{quote}{word}{quote}") for word in words)
    named = [each for each in arguments if isinstance(each, ast.Name) and is_callable(course, each.id)]
    for stem in words if named else ():
        others = [matching(course, each.id, named[0].id, stem) for each in named]
        if all(others) and len(named) == 1:
            yield tree.replace(named[0], str(others[0]))
        elif all(others) and len(named) == 2:
            first, second = named
            span = (first.lineno, first.col_offset, second.end_lineno or 0, second.end_col_offset or 0)
            between = tree.rows((first.end_lineno or 0, first.end_col_offset or 0, second.lineno, second.col_offset))
            yield Splice(tree.file, span, f"{others[0]}{between}{others[1]}")
    if not arguments:
        yield from (tree.replace(call, f"{other}()") for other in siblings(tree, function_of(call), words))
        yield from removed(tree, call)


def is_callable(course: Course, name: str) -> bool:
    """Whether a global name of the program is a function or class."""
    return callable(course.case.recording.namespace.get(name))


def matching(course: Course, name: str, stem: str, other: str) -> str | None:
    """The function called as `name` is, with one activation's name in place of another's."""
    known = {each.lower(): each for each, value in course.case.recording.namespace.items() if callable(value)}
    return known.get(name.lower().replace(stem.lower(), other))


def siblings(tree: Tree, name: str, words: tuple[str, ...]) -> Iterator[str]:
    """Other classes of the file that are named after a fitting activation."""
    for node in tree.root.body:
        if isinstance(node, ast.ClassDef) and node.name != name and node.name.lower().startswith(words):
            yield node.name


def removed(tree: Tree, call: ast.Call) -> Iterator[Splice]:
    """A list display without its last element."""
    parent = tree.parents.get(call)
    if isinstance(parent, ast.List) and len(parent.elts) > 1 and parent.elts[-1] is call:
        before = parent.elts[-2]
        span = (before.end_lineno or 0, before.end_col_offset or 0, call.end_lineno or 0, call.end_col_offset or 0)
        yield Splice(tree.file, span, "")
