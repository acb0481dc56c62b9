"""Machine code: statements as LLVM's intermediate language, made into an object file and called."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from handgrad.engines.fused.expressions import Expr
from handgrad.engines.fused.maths import FUNCTIONS, expanded
from handgrad.engines.fused.nests import Assign, Buffer, Local, Loop, Product, Statement, Update

TYPES = {"f4": "float", "f8": "double", "i8": "i64", "i4": "i32", "b1": "i1"}
MEMORY = {**TYPES, "b1": "i8"}
BYTES = {"f4": 4, "f8": 8, "i8": 8, "i4": 4, "b1": 1}
FLOAT_OPS = {"add": "fadd", "sub": "fsub", "mul": "fmul", "div": "fdiv"}
WHOLE_OPS = {"add": "add", "sub": "sub", "mul": "mul", "shl": "shl", "ashr": "ashr", "div": "sdiv", "rem": "srem",
             "and": "and", "or": "or", "xor": "xor"}  # fmt: skip
ORDERED = {"lt": "olt", "le": "ole", "gt": "ogt", "ge": "oge", "eq": "oeq", "ne": "une"}
SIGNED = {"lt": "slt", "le": "sle", "gt": "sgt", "ge": "sge", "eq": "eq", "ne": "ne"}
INTRINSICS = {"sqrt": "sqrt", "abs": "fabs", "floor": "floor", "ceil": "ceil", "trunc": "trunc", "rint": "rint",
              "max": "maximum", "min": "minimum", "copysign": "copysign", "sin": "sin", "cos": "cos",
              "pow": "pow"}  # fmt: skip
SCOPE, OWN, OTHERS, LOOPS, ROOM = 1, 10_000, 20_000, 30_000, 100_000
"""Where in an emitter's numbers of metadata each sort of it begins, and how many there are in all."""


def float_text(value: float, kind: str) -> str:
    """A float as LLVM reads it: the bits of the double."""
    return f"0x{struct.unpack('<Q', struct.pack('<d', value))[0]:016X}"


@dataclass
class Emitter:
    """Writes the body of one function, instruction by instruction."""

    base: int = 0
    """Where its numbers of metadata begin."""
    scopes: dict[int, int] = field(default_factory=dict)
    """A number of its own for every stretch of memory that it touches: they do not overlap."""
    lines: list[str] = field(default_factory=list)
    declared: set[str] = field(default_factory=set)
    metadata: list[str] = field(default_factory=list)
    memos: list[dict[int, str]] = field(default_factory=lambda: [{}])
    names: dict[str, str] = field(default_factory=dict)
    locals: dict[str, tuple[str, str]] = field(default_factory=dict)
    entry: list[str] = field(default_factory=list)
    size: str = ""
    """The batch size: a register or a number."""
    count: int = 0
    block: str = "entry"
    kept: list[Any] = field(default_factory=list)

    def fresh(self) -> str:
        """A register of its own."""
        self.count += 1
        return f"%v{self.count}"

    def put(self, instruction: str) -> str:
        """An instruction with a result."""
        name = self.fresh()
        self.lines.append(f"  {name} = {instruction}")
        return name

    def do(self, instruction: str) -> None:
        """An instruction without one."""
        self.lines.append(f"  {instruction}")

    def start(self, label: str) -> None:
        """A new basic block."""
        self.lines.append(f"{label}:")
        self.block = label

    def label(self, name: str) -> str:
        """A label of its own."""
        self.count += 1
        return f"{name}{self.count}"

    def value(self, expr: Expr) -> str:
        """The register, or number, that holds an expression here."""
        for memo in reversed(self.memos):
            if id(expr) in memo:
                return memo[id(expr)]
        found = self.compute(expr)
        self.memos[-1][id(expr)] = found
        self.kept.append(expr)  # or another expression could get its id
        return found

    def compute(self, expr: Expr) -> str:
        """Instructions for an expression."""
        op, kind = expr.op, TYPES[expr.type]
        if op == "const":
            return float_text(expr.value, expr.type) if expr.type in ("f4", "f8") else str(int(expr.value))
        if op == "size":
            return self.size
        if op == "var":
            return self.variable(expr)
        if op == "load":
            return self.load(*expr.args)
        if op in FUNCTIONS:
            return self.value(expanded(op, expr.args[0]))
        args = [self.value(arg) for arg in expr.args]
        operand = expr.args[0].type
        if op == "select":
            return self.put(f"select i1 {args[0]}, {kind} {args[1]}, {kind} {args[2]}")
        if op in SIGNED:
            test = f"fcmp {ORDERED[op]}" if operand in ("f4", "f8") else f"icmp {SIGNED[op]}"
            return self.put(f"{test} {TYPES[operand]} {args[0]}, {args[1]}")
        if op == "cast":
            return self.cast(args[0], operand, expr.type)
        if op == "bits":
            return self.put(f"bitcast {TYPES[operand]} {args[0]} to {kind}")
        if op == "neg":
            return self.put(f"fneg {kind} {args[0]}" if kind in ("float", "double") else f"sub {kind} 0, {args[0]}")
        if op == "not":
            return self.put(f"xor i1 {args[0]}, true")
        if op in INTRINSICS and operand in ("f4", "f8"):
            return self.intrinsic(f"llvm.{INTRINSICS[op]}.{'f32' if operand == 'f4' else 'f64'}", kind, args)
        if kind in ("float", "double"):
            return self.put(f"{FLOAT_OPS[op]} contract {kind} {args[0]}, {args[1]}")
        return self.put(f"{WHOLE_OPS[op]} {kind} {args[0]}, {args[1]}")

    def variable(self, expr: Expr) -> str:
        """A loop index, or what a local holds now."""
        name = expr.args[0]
        if name in self.names:
            return self.names[name]
        pointer, kind = self.locals[name]
        return self.put(f"load {kind}, ptr {pointer}")

    def intrinsic(self, name: str, kind: str, args: Sequence[str]) -> str:
        """A call of a function that LLVM knows."""
        self.declared.add(f"declare {kind} @{name}({', '.join([kind] * len(args))})")
        return self.put(f"call {kind} @{name}({', '.join(f'{kind} {arg}' for arg in args)})")

    def cast(self, value: str, before: str, after: str) -> str:
        """Between floats, whole numbers and truth values."""
        names = {("f4", "f8"): "fpext", ("f8", "f4"): "fptrunc", ("i8", "f4"): "sitofp", ("i8", "f8"): "sitofp",
                 ("f4", "i8"): "fptosi", ("f8", "i8"): "fptosi", ("b1", "i8"): "zext", ("b1", "f4"): "uitofp",
                 ("b1", "f8"): "uitofp"}  # fmt: skip
        return self.put(f"{names[before, after]} {TYPES[before]} {value} to {TYPES[after]}")

    def address(self, buffer: Buffer, index: Expr) -> str:
        """Where an element of a buffer stands."""
        return self.put(
            f"getelementptr inbounds {MEMORY[buffer.type]}, ptr {self.names[buffer.name]}, i64 {self.value(index)}"
        )

    def alone(self, buffer: Buffer) -> str:
        """What tells LLVM that buffers do not overlap."""
        number = self.base + self.scopes.setdefault(buffer.slot, len(self.scopes))
        return f", !alias.scope !{number + OWN}, !noalias !{number + OTHERS}"

    def load(self, buffer: Buffer, index: Expr) -> str:
        """An element."""
        kind = MEMORY[buffer.type]
        found = self.put(
            f"load {kind}, ptr {self.address(buffer, index)}, align {BYTES[buffer.type]}{self.alone(buffer)}"
        )
        return self.put(f"trunc i8 {found} to i1") if buffer.type == "b1" else found

    def store(self, buffer: Buffer, index: Expr, value: str) -> None:
        """Put a value into an element."""
        if buffer.type == "b1":
            value = self.put(f"zext i1 {value} to i8")
        where = self.address(buffer, index)
        self.do(f"store {MEMORY[buffer.type]} {value}, ptr {where}, align {BYTES[buffer.type]}{self.alone(buffer)}")

    def statements(self, statements: Sequence[Statement]) -> None:
        """One after the other; what was loaded before a statement may be different after it."""
        for statement in statements:
            self.memos.append({})
            self.statement(statement)
            self.memos.pop()

    def statement(self, statement: Statement) -> None:
        """One statement."""
        if isinstance(statement, Assign):
            values = [self.value(value) for _, _, value in statement.targets]
            for (buffer, index, _), value in zip(statement.targets, values, strict=True):
                self.store(buffer, index, value)
        elif isinstance(statement, Local):
            self.local(statement)
        elif isinstance(statement, Update):
            self.update(statement)
        elif isinstance(statement, Loop):
            self.loop(statement)
        else:
            self.product(statement)

    def local(self, local: Local) -> None:
        """A local lives on the stack until LLVM puts it into a register."""
        kind = TYPES[local.first.type]
        if local.name not in self.locals:
            self.locals[local.name] = f"%{local.name}", kind
            self.entry.append(f"  %{local.name} = alloca {kind}")
        self.do(f"store {kind} {self.value(local.first)}, ptr %{local.name}")

    def update(self, update: Update) -> None:
        """A new value for a local."""
        pointer, kind = self.locals[update.name]
        value = update.value
        if update.any_order:
            terms = [self.value(arg) for arg in value.args]
            op = FLOAT_OPS.get(value.op) if kind in ("float", "double") else None
            flags = "reassoc contract nsz " if op else ""
            found = self.put(f"{op or WHOLE_OPS[value.op]} {flags}{kind} {terms[0]}, {terms[1]}")
        else:
            found = self.value(value)
        self.do(f"store {kind} {found}, ptr {pointer}")

    def loop(self, loop: Loop) -> None:
        """Turns are at least one: no dimension is 0."""
        count = self.value(loop.count)
        if count == "1":
            self.names[loop.index] = "0"
            self.statements(loop.body)
            return
        before, head = self.block, self.label("loop")
        self.do(f"br label %{head}")
        self.start(head)
        index, following = f"%{head}.i", f"%{head}.next"
        self.lines.append(f"  {index} = phi i64 [ 0, %{before} ], [ {following}, %{head}.end ]")
        self.names[loop.index] = index
        self.statements(loop.body)
        self.do(f"br label %{head}.end")
        self.start(f"{head}.end")
        self.lines.append(f"  {following} = add nuw nsw i64 {index}, 1")
        more = self.put(f"icmp slt i64 {following}, {count}")
        self.do(f"br i1 {more}, label %{head}, label %{head}.done{self.hint(loop)}")
        self.start(f"{head}.done")

    def hint(self, loop: Loop) -> str:
        """Innermost loops are vectorised rather than written out."""
        inner = not any(isinstance(each, Loop) for each in loop.body)
        if not inner:
            return ""
        number = self.base + LOOPS + 2 * len(self.metadata)
        self.metadata.append(
            f'!{number} = distinct !{{!{number}, !{number + 1}}}\n!{number + 1} = !{{!"llvm.loop.unroll.disable"}}'
        )
        return f", !llvm.loop !{number}"

    def product(self, product: Product) -> None:
        """The BLAS is Fortran's: it sees A, B and C transposed, so C^T = B^T A^T is asked for."""
        name = "handgrad_sgemm" if product.type == "f4" else "handgrad_dgemm"
        self.declared.add(f"declare void @{name}({', '.join(['ptr'] * 13)})")
        kind = TYPES[product.type]
        sides = [product.b, product.a]
        letters = [self.memory("i8", f"{ord('T' if side[3] else 'N')}") for side in sides]
        sizes = [self.whole32(part) for part in (product.n, product.m, product.k)]
        one, zero = self.memory(kind, float_text(1.0, "f8")), self.memory(kind, float_text(0.0, "f8"))
        places = [self.address(side[0], side[1]) for side in sides]
        strides = [self.whole32(side[2]) for side in sides]
        target, stride = self.address(product.c[0], product.c[1]), self.whole32(product.c[2])
        given = [*letters, *sizes, one, places[0], strides[0], places[1], strides[1], zero, target, stride]
        self.do(f"call void @{name}({', '.join(f'ptr {each}' for each in given)})")

    def whole32(self, expr: Expr) -> str:
        """The address of a whole number of 32 bits, as Fortran takes it."""
        value = self.value(expr)
        if not value.startswith("%"):
            return self.memory("i32", value)
        return self.memory("i32", self.put(f"trunc i64 {value} to i32"))

    def memory(self, kind: str, value: str) -> str:
        """The address of a value."""
        pointer = f"%m{len(self.entry)}"
        self.entry.append(f"  {pointer} = alloca {kind}")
        self.do(f"store {kind} {value}, ptr {pointer}")
        return pointer


def scope_metadata(emitter: Emitter) -> list[str]:
    """For each stretch of memory: its scope, a list with it, and a list of all others."""
    base, count = emitter.base, len(emitter.scopes)
    scopes = [f"!{base + SCOPE + i}" for i in range(count)]
    lines = [f"!{base} = distinct !{{!{base}}}"]
    for i, scope in enumerate(scopes):
        lines.append(f"{scope} = distinct !{{{scope}, !{base}}}")
        lines.append(f"!{base + OWN + i} = !{{{scope}}}")
        lines.append(f"!{base + OTHERS + i} = !{{{', '.join(other for other in scopes if other != scope)}}}")
    return lines


def array_type(kind: str) -> Any:
    """The NumPy type of a buffer's elements."""
    return {"f4": np.float32, "f8": np.float64, "i8": np.int64, "b1": np.bool_}[kind]
