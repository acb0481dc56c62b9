"""Scope: which texts a place of the source may read, and which recorded values they held in the step looked at."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from handgrad.doctor.anatomy.study import dependents
from handgrad.doctor.edits.bindings import binder, enclosing_lambda, owner
from handgrad.doctor.edits.spots import Spot, call_of, spot
from handgrad.doctor.edits.syntax import Tree, rooted
from handgrad.doctor.edits.visible import around, operands_of, own_nodes, texts, turned, written_key
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Op, Ref

if TYPE_CHECKING:
    from handgrad.doctor.case import Case

Key = tuple[Any, str]
"""Where a text means the same: a function (None: the file's top level), or "." and "[" for attributes and keys."""


Function = ast.FunctionDef | ast.Lambda
DEEPEST = 3
"""Through how many returns of a call a value is followed."""


class Scope:
    """Texts and the operations whose values they held; attributes and constant keys are the same for every owner."""

    def __init__(self, case: Case, patient: Patient) -> None:
        self.case, self.patient = case, patient
        self.held: dict[Key, set[int]] = defaultdict(set)
        self.same: dict[Key, set[Key]] = defaultdict(set)
        """Name -> names whose values it takes over."""
        self.handed: dict[Key, set[tuple[Key, frozenset[Spot]]]] = defaultdict(set)
        """Name -> names that functions return to it, with the calls."""
        self.read: dict[tuple[str, ast.AST], list[int]] = defaultdict(list)
        """A text at its place -> what it held each time an operation read it there."""
        self.ran: dict[Spot, dict[ast.AST, Tree]] = defaultdict(dict)
        """Call -> the functions that it was seen to run."""
        self.given: dict[tuple[Spot, ast.AST, str], set[int]] = defaultdict(set)
        """Call, function and name -> what operations of the function read there under that name in the call."""
        self.returned: dict[Spot, list[int]] = defaultdict(list)
        """Call -> the last operation of each time it was made."""
        self.read_operations()
        for tree in case.trees.values():
            self.read_statements(tree)
            self.link_classes(tree)
        self.spread()

    def read_operations(self) -> None:
        """What stands as an operand of an operation holds the value that went into it."""
        running: dict[Spot, int] = {}
        for op in self.operations:
            now = [spot(site) for site in op.stack]
            for place in [place for place in running if place not in now]:
                self.returned[place].append(running.pop(place))
            running.update(dict.fromkeys(now, op.index))
            if op.site is not None and (tree := self.case.trees.get(op.site.file)) is not None:
                self.read_operation(tree, op)
        for place, index in running.items():
            self.returned[place].append(index)

    @cached_property
    def operations(self) -> list[Op]:
        """What the step performed, from its first operation to its last."""
        step, ops = self.patient.step, self.patient.program.ops
        start = min((i for i in step.slice if ops[i].name != "leaf"), default=0)
        return ops[start : max(step.after.values(), default=0) + 1]

    @cached_property
    def back(self) -> set[int]:
        """What the step computed from a target, whether anything came of it or not."""
        meetings = {meeting for meeting, _, _ in self.patient.step.targets}
        return dependents(self.patient.program, [op.index for op in self.operations], meetings)

    def read_operation(self, tree: Tree, op: Op) -> None:
        """The operands and the target of one operation."""
        node = tree.at(op.site) if op.site else None
        if node is None:
            return
        inside = enclosing_lambda(tree, node) or tree.function(node) if op.stack else None
        running = None if inside is None else (call_of(self.case, op, inside), inside)
        if running is not None:
            self.ran[running[0]][running[1]] = tree
        for part, arg in zip(operands_of(node), op.args, strict=False):
            if isinstance(arg, Ref) and rooted(part):
                self.held[self.key(tree, part)].add(arg.index)
                self.read[tree.file, part].append(arg.index)
                if running is not None and isinstance(part, ast.Name):
                    self.given[(*running, part.id)].add(arg.index)
        if rooted(node) and isinstance(node, ast.expr):
            self.held[self.key(tree, node)].add(op.index)
        if isinstance(node, ast.AugAssign) and rooted(node.target):
            self.held[self.key(tree, node.target)].add(op.index)
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and rooted(node):
            self.held[self.key(tree, node.value)].add(op.index)
        parent = tree.parents.get(node)
        if isinstance(parent, ast.Assign) and parent.value is node:
            self.assign(tree, parent.targets, {op.index})

    def assign(self, tree: Tree, targets: Iterable[ast.expr], values: set[int]) -> None:
        """The targets of an assignment hold its value."""
        for target in targets:
            if rooted(target):
                self.held[self.key(tree, target)] |= values

    def read_statements(self, tree: Tree) -> None:
        """Assignments, calls and returns hand values from text to text."""
        for node in ast.walk(tree.root):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self.link(tree, target, tree, node.value)
            elif isinstance(node, ast.Call):
                self.link_call(tree, node)
            elif isinstance(node, ast.Dict):
                for key, value in zip(node.keys, node.values, strict=True):
                    if key is not None and (name := written_key(key)):
                        self.take(("[", name), tree, value)

    def link(self, to: Tree, target: ast.expr, tree: Tree, value: ast.expr, calls: tuple[Spot, ...] = ()) -> None:
        """`target = value`, part by part where both are tuples, and through the functions that a value comes from."""
        if isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, (ast.Tuple, ast.List)):
            if len(value.elts) == len(target.elts):
                for one, other in zip(target.elts, value.elts, strict=True):
                    self.link(to, one, tree, other, calls)
        elif rooted(target):
            self.take(self.key(to, target), tree, value, calls)
        if isinstance(value, ast.Call) and len(calls) < DEEPEST:
            for home, result in self.results(tree, value):
                self.link(to, target, home, result, (*calls, spot(self.case.site_of(value, tree.file))))

    def take(self, key: Key, tree: Tree, value: ast.expr, calls: tuple[Spot, ...] = ()) -> None:
        """A text takes over what an expression holds, or held in some calls."""
        if rooted(value) and calls:
            self.handed[key].add((self.key(tree, value), frozenset(calls)))
        elif rooted(value):
            self.same[key].add(self.key(tree, value))
        given = self.results_of(tree, value) if isinstance(value, ast.Call) else ()
        for index in (*given, *self.performed.get((tree.file, value), ())):
            if self.was_made_in(calls, index):
                self.held[key].add(index)

    def was_made_in(self, calls: Collection[Spot], index: int) -> bool:
        """Whether an operation was performed inside some calls."""
        return {*calls} <= {spot(site) for site in self.patient.program[index].stack}

    @cached_property
    def performed(self) -> dict[tuple[str, ast.AST], set[int]]:
        """Expression -> the operations that it performed itself."""
        found: dict[tuple[str, ast.AST], set[int]] = defaultdict(set)
        for op in self.operations:
            tree = self.case.tree_of(op)
            node = tree.at(op.site) if tree and op.site else None
            if tree and node:
                found[tree.file, node].add(op.index)
        return found

    def link_call(self, tree: Tree, call: ast.Call) -> None:
        """Parameters hold what the arguments hold."""
        for _, function in self.definitions(tree, call):
            parameters = [arg.arg for arg in function.args.args]
            if isinstance(call.func, ast.Attribute) and parameters[:1] == ["self"]:
                parameters = parameters[1:]
            for name, value in zip(parameters, call.args, strict=False):
                self.take((function, name), tree, value)
                if not rooted(value):
                    continue
                if name in self.written(function) or self.is_called_once(function, name):
                    self.same[self.key(tree, value)].add((function, name))
                elif self.is_kept(function, name):
                    read = self.given.get((spot(self.case.site_of(call, tree.file)), function, name), ())
                    self.held[self.key(tree, value)].update(read)
            for keyword in call.keywords:
                if keyword.arg in parameters:
                    self.take((function, keyword.arg), tree, keyword.value)

    def is_called_once(self, function: Function, name: str) -> bool:
        """Whether one call in the step ran a function, and what it was given as `name` stays that."""
        return sum(function in ran for ran in self.ran.values()) == 1 and self.is_kept(function, name)

    def is_kept(self, function: Function, name: str) -> bool:
        """Whether a name is given nothing else in a function."""
        stores = (n for n in own_nodes(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
        return all(node.id != name for node in stores)

    def written(self, function: Function) -> set[str]:
        """Parameters whose elements a function writes."""
        return {
            node.value.id
            for node in own_nodes(function)
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name)
        }

    @cached_property
    def functions(self) -> dict[str, list[tuple[Tree, ast.FunctionDef]]]:
        """Name -> functions of the program with that name."""
        found: dict[str, list[tuple[Tree, ast.FunctionDef]]] = defaultdict(list)
        for tree in self.case.trees.values():
            for node in ast.walk(tree.root):
                if isinstance(node, ast.FunctionDef):
                    found[node.name].append((tree, node))
        return found

    def definitions(self, tree: Tree, call: ast.Call) -> list[tuple[Tree, Function]]:
        """The functions that a call ran; for methods, and where none was seen, those of that name as well."""
        seen = self.ran.get(spot(self.case.site_of(call, tree.file)), {})
        found = {function: (home, function) for function, home in seen.items() if isinstance(function, Function)}
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if not found or isinstance(call.func, ast.Attribute):
            found.update({function: (home, function) for home, function in self.functions.get(name, [])})
        return list(found.values())

    def results_of(self, tree: Tree, call: ast.Call) -> list[int]:
        """The last operation of each time that a call was made."""
        return self.returned.get(spot(self.case.site_of(call, tree.file)), [])

    def results(self, tree: Tree, call: ast.Call) -> Iterator[tuple[Tree, ast.expr]]:
        """What the functions that a call may mean return."""
        for home, function in self.definitions(tree, call):
            if isinstance(function, ast.Lambda):
                yield home, function.body
            for node in own_nodes(function):
                if isinstance(node, ast.Return) and node.value is not None:
                    yield home, node.value

    def spread(self) -> None:
        """Hand values on until nothing changes; of what a call gave back, what it made, if it made any of it."""
        changed = True
        while changed:
            before = sum(map(len, self.held.values()))
            for key, others in self.same.items():
                for other in others:
                    self.held[key] |= self.held[other]
            for key, names in self.handed.items():
                for other, calls in names:
                    made = {index for index in self.held[other] if self.was_made_in(calls, index)}
                    self.held[key] |= made or self.held[other]
            changed = sum(map(len, self.held.values())) > before

    def key(self, tree: Tree, node: ast.AST) -> Key:
        """What a text is known by."""
        if isinstance(node, ast.Attribute) and not turned(node):
            return owner(tree, node) or ".", node.attr
        if isinstance(node, ast.Subscript) and (name := written_key(node.slice)):
            return "[", name
        if isinstance(node, ast.Name):
            return binder(tree, node), node.id
        return tree.function(node) or tree.file, ast.unparse(node)

    def link_classes(self, tree: Tree) -> None:
        """An attribute of some object is that of any class; a class sees what is set from outside and in its bases."""
        outside = {
            node.attr
            for node in ast.walk(tree.root)
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and owner(tree, node) is None
        }
        classes = {node.name: node for node in ast.walk(tree.root) if isinstance(node, ast.ClassDef)}
        for kind in classes.values():
            bases = [classes[base.id] for base in kind.bases if isinstance(base, ast.Name) and base.id in classes]
            for part in ast.walk(kind):
                if isinstance(part, ast.Attribute) and (own := owner(tree, part)) is not None:
                    self.same[".", part.attr].add((own, part.attr))
                    if part.attr in outside:
                        self.same[own, part.attr].add((".", part.attr))
                    for base in bases:
                        self.same[own, part.attr].add((base, part.attr))

    @cached_property
    def spelled(self) -> dict[Any, Any]:
        """Texts found for places and aims looked at so far."""
        return {}

    def visible(self, tree: Tree, node: ast.AST) -> dict[str, set[int]]:
        """Texts that may be read at a place, with the operations whose values they held; those of arrays only."""
        if (place := (tree.file, *around(tree, node))) not in self.seen:
            found: dict[str, set[int]] = {}
            for text, key in texts(self, tree, node):
                if held := self.held.get(key):
                    found.setdefault(text, held)
            self.seen[place] = found
        return self.seen[place]

    @cached_property
    def seen(self) -> dict[tuple[str | ast.AST | None, ...], dict[str, set[int]]]:
        """What is visible in the functions and comprehensions looked at so far."""
        return {}
