"""The case: one recorded run with its source, its anatomy and its examined steps, as the bug families see it."""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.anatomy.flow import Flow
from handgrad.doctor.anatomy.study import Anatomy
from handgrad.doctor.edits.blame import Blame
from handgrad.doctor.edits.scope import Scope
from handgrad.doctor.edits.suspects import Suspect, suspects_of
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.finding import Confidence, Finding, Fix, Place, Severity
from handgrad.doctor.running.plain_run import LONGEST, PlainRun, Watched, plain_run
from handgrad.doctor.truth.choice import is_guessed
from handgrad.doctor.truth.patient import Patient
from handgrad.doctor.truth.seen import under_seen_loss
from handgrad.program.program import Op, Program, Site
from handgrad.program.record import Recording
from handgrad.program.spans import span_of

if TYPE_CHECKING:
    from handgrad.doctor.anatomy.course import Course
    from handgrad.doctor.anatomy.moments import Recurrence


@dataclass
class Case:
    """Everything known about one run of a program."""

    recording: Recording
    anatomy: Anatomy
    patients: list[Patient]
    names: dict[int, str] = field(default_factory=dict)
    """State number -> what the program calls it."""

    @property
    def program(self) -> Program:
        """The whole recorded Program, from the first operation to the last."""
        return self.recording.program

    @cached_property
    def trees(self) -> dict[str, Tree]:
        """The syntax of each source file."""
        return {file: Tree(file, text) for file, text in self.recording.sources.items()}

    @property
    def tree(self) -> Tree:
        """The syntax of the program's own file."""
        return self.trees[self.recording.file]

    @property
    def guessed(self) -> bool:
        """Whether nothing speaks for the loss that the gradients are compared under."""
        return is_guessed(patient.comparison for patient in self.patients)

    @cached_property
    def patient(self) -> Patient | None:
        """The step that shows most: most wrong parameters, most that can be compared, no corner; the earliest such."""

        def shows(patient: Patient) -> tuple[int, int, bool]:
            return len(patient.comparison.wrong), len(patient.comparison.right), not patient.cornered

        usable = [p for p in self.patients if p.comparison.right or p.comparison.wrong]
        finite = [p for p in usable if all(np.all(np.isfinite(m.own)) for m in p.comparison.matches.values())] or usable
        return max(finite, key=shows, default=None)

    @cached_property
    def uphill(self) -> bool:
        """Whether all steps go against the descent direction."""
        compared = [p.comparison.factor for p in self.patients if p.comparison.right]
        return bool(compared) and all(factor < 0 for factor in compared)

    @cached_property
    def suspects(self) -> list[Suspect]:
        """The expressions that take part in what is wrong, nearest to the first wrong one first."""
        return suspects_of(self)

    @cached_property
    def sharpened(self) -> Case:
        """The same under the loss that the program has in mind, where that shows."""
        return under_seen_loss(self)

    @cached_property
    def scope(self) -> Scope:
        """What may be read where, and what it held in the step looked at."""
        assert self.patient is not None
        return Scope(self, self.patient)

    @cached_property
    def blame(self) -> Blame:
        """Which parameters each expression's values reach."""
        return Blame(self)

    @cached_property
    def flow(self) -> Flow:
        """What depends on what, in training and after it."""
        return Flow(self.recording, self.anatomy)

    @cached_property
    def plain_run(self) -> PlainRun:
        """The warnings of a run at full speed, made when first asked for."""
        return plain_run(self.recording.file, self.recording.sources)

    @cached_property
    def failure(self) -> BaseException | None:
        """What the program raised, also where it does so only in what it shows and was let go on."""
        passed_over = next(iter(self.recording.passed_over.values()), None)
        if self.recording.error is not None or passed_over is None:
            return self.recording.error
        return passed_over if self.plain_run.error or not self.plain_run.finished else None

    def watched(
        self, places: Sequence[Watched], seconds: float = LONGEST, inside: Collection[str] | None = None
    ) -> PlainRun:
        """A run at full speed that notes what some expressions are and, with `inside`, what they hold."""
        return plain_run(self.recording.file, self.recording.sources, places, seconds, inside)

    @cached_property
    def course(self) -> Course:
        """The recorded steps as training."""
        from handgrad.doctor.anatomy.course import Course

        return Course(self)

    @cached_property
    def recurrences(self) -> list[Recurrence]:
        """What the optimiser's memory does to each parameter in each step."""
        from handgrad.doctor.anatomy.moments import recurrences

        return list(recurrences(self))

    def tree_of(self, op: Op) -> Tree | None:
        """The syntax of the file in which an operation stands."""
        return self.trees.get(op.site.file) if op.site is not None else None

    def node(self, op: Op) -> ast.AST | None:
        """The syntax node that performed an operation."""
        return self.written(op)[1]

    def written(self, op: Op) -> tuple[Tree | None, ast.AST | None]:
        """The syntax of the file in which an operation stands, and its node there."""
        tree = self.tree_of(op)
        return tree, tree.at(op.site) if tree is not None and op.site is not None else None

    def source(self, site: Site) -> str:
        """The text of a place."""
        return text_in(self.recording.sources.get(site.file, ""), site)

    def place(self, site: Site | None) -> Place:
        """A place of the program as findings hold it; its first line where nothing better is known."""
        if site is None:
            return Place(self.recording.file, 1, 1, 1, 1, "")
        return place_in(self.recording.sources.get(site.file, ""), site)

    def site_of(self, node: ast.AST, file: str | None = None) -> Site:
        """The place of a syntax node of the program's own file (or of another)."""
        line, column, end_line, end_column = span_of(node)
        return Site(file or self.recording.file, line, end_line, column + 1, end_column + 1, "")

    def statement(self, site: Site) -> ast.stmt | None:
        """The innermost statement around a place."""
        tree, found = self.trees.get(site.file), None
        for node in ast.walk(tree.root) if tree else ():
            if isinstance(node, ast.stmt) and around(node, site) and (found is None or extent(node) >= extent(found)):
                found = node
        return found

    def called(self, op: Op) -> str:
        """What the program calls an operation's value: the target of the assignment it stands in, or its own text."""
        if op.site is None:
            return ""
        statement = self.statement(op.site)
        if isinstance(statement, ast.Assign) and statement.value.lineno == op.site.line:
            return ast.unparse(statement.targets[0])
        if isinstance(statement, ast.AugAssign):
            return ast.unparse(statement.target)
        return self.source(op.site)

    def find(
        self,
        kind: str,
        where: Site | Op | ast.AST | None,
        message: str,
        severity: Severity = "error",
        replacement: str = "",
        confidence: Confidence = "likely",
        **more: Any,
    ) -> Finding:
        """A finding at an operation, a syntax node or a site, with a fix where a replacement is given."""
        site = where.site if isinstance(where, Op) else self.site_of(where) if isinstance(where, ast.AST) else where
        fix = Fix(replacement, confidence) if replacement else None
        return Finding(kind, severity, self.place(site), message, fix=fix, **more)


def text_in(text: str, site: Site) -> str:
    """What stands at a place of a source."""
    lines = text.split("\n")[site.line - 1 : site.end_line]
    if not lines:
        return ""
    start, end = characters(lines[0], site.column - 1), characters(lines[-1], site.end_column - 1)
    if len(lines) == 1:
        return lines[0][start:end]
    return "\n".join([lines[0][start:], *lines[1:-1], lines[-1][:end]])


def place_in(text: str, site: Site) -> Place:
    """A place of a source as findings hold it: columns in characters."""
    lines = text.split("\n")
    column = characters(lines[site.line - 1], site.column - 1) + 1 if site.line <= len(lines) else site.column
    end = (
        characters(lines[site.end_line - 1], site.end_column - 1) + 1
        if site.end_line <= len(lines)
        else site.end_column
    )
    return Place(site.file, site.line, site.end_line, column, end, text_in(text, site))


def around(node: ast.stmt, site: Site) -> bool:
    """Whether a statement holds all lines of a place."""
    return node.lineno <= site.line and site.end_line <= (node.end_lineno or 0)


def extent(node: ast.stmt) -> tuple[int, int]:
    """What grows from a statement to those inside it."""
    return node.lineno, -(node.end_lineno or 0)


def characters(line: str, count: int) -> int:
    """How many characters the first `count` UTF-8 bytes of a line are."""
    return count if line.isascii() else len(line.encode()[:count].decode(errors="ignore"))
