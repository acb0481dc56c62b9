"""Products of arrays: each is a contraction over letters."""

from __future__ import annotations

from typing import Any

from handgrad.engines.fused.contraction import contracted
from handgrad.engines.fused.lowering import Lowering, rule
from handgrad.engines.fused.rules.elementwise import tensor_of
from handgrad.engines.fused.rules.moving import reshaped
from handgrad.engines.fused.tensors import Tensor, product_of
from handgrad.program.program import Op


def both(lowering: Lowering, op: Op, a: Any, b: Any) -> tuple[str, Tensor, Tensor]:
    """The type of a product and its operands."""
    kind = lowering.type(op)
    return kind, tensor_of(lowering, a, kind), tensor_of(lowering, b, kind)


@rule("matmul")
def matmul(lowering: Lowering, op: Op, a: Any, b: Any) -> Tensor:
    """a @ b, leading axes broadcast."""
    kind, a, b = both(lowering, op, a, b)
    stack = "ABCDEFGH"[: max(len(a.dims) - 2, len(b.dims) - 2, 0)]
    of_a = stack[len(stack) - max(len(a.dims) - 2, 0) :] + ("mk" if len(a.dims) > 1 else "k")
    of_b = stack[len(stack) - max(len(b.dims) - 2, 0) :] + ("kn" if len(b.dims) > 1 else "k")
    of_c = stack + "m" * (len(a.dims) > 1) + "n" * (len(b.dims) > 1)
    return reshaped(lowering, contracted(lowering, kind, (of_a, of_b, of_c), a, b), lowering.shape(op))


@rule("dot")
def dot(lowering: Lowering, op: Op, a: Any, b: Any) -> Tensor:
    """The last axis of a with the last but one of b; numbers multiply."""
    kind, a, b = both(lowering, op, a, b)
    of_a, of_b = "ABCDEF"[: len(a.dims)], "UVWXYZ"[: len(b.dims)]
    if not a.dims or not b.dims:
        return contracted(lowering, kind, (of_a, of_b, of_a + of_b), a, b)
    joined = of_a[-1]
    at = max(len(of_b) - 2, 0)
    of_b = of_b[:at] + joined + of_b[at + 1 :]
    result = of_a[:-1] + of_b.replace(joined, "")
    return contracted(lowering, kind, (of_a, of_b, result), a, b)


@rule("outer", "multiply.outer")
def outer(lowering: Lowering, op: Op, a: Any, b: Any) -> Tensor:
    """Every element with every other."""
    kind, a, b = both(lowering, op, a, b)
    a, b = (reshaped(lowering, each, (product_of(each.dims),)) for each in (a, b))
    return reshaped(lowering, contracted(lowering, kind, ("A", "B", "AB"), a, b), lowering.shape(op))


@rule("tensordot")
def tensordot(lowering: Lowering, op: Op, a: Any, b: Any, axes: Any = 2) -> Tensor:
    """Sums over pairs of axes."""
    kind, a, b = both(lowering, op, a, b)
    if isinstance(axes, int):
        axes = (list(range(len(a.dims) - axes, len(a.dims))), list(range(axes)))
    first, second = ([each] if isinstance(each, int) else list(each) for each in axes)
    of_a = [chr(65 + i) for i in range(len(a.dims))]
    of_b = [chr(97 + i) for i in range(len(b.dims))]
    for one, other in zip(first, second, strict=True):
        of_b[other] = of_a[one]
    result = [letter for letter in of_a + of_b if (letter in of_a) != (letter in of_b)]
    return contracted(lowering, kind, ("".join(of_a), "".join(of_b), "".join(result)), a, b)


@rule("einsum")
def einsum(lowering: Lowering, op: Op, formula: Any, *operands: Any, **named: Any) -> Tensor:
    """A sum over letters, of one or two operands."""
    if not isinstance(formula, str) or "." in formula or len(operands) > 2:
        raise NotImplementedError("this form of einsum")
    formula = formula.replace(" ", "")
    inputs, _, result = formula.partition("->")
    parts = inputs.split(",")
    if "->" not in formula:
        result = "".join(sorted(letter for letter in set(inputs) - {","} if inputs.count(letter) == 1))
    if any(len(set(part)) < len(part) for part in parts):
        raise NotImplementedError("a letter twice in one operand")
    kind = lowering.type(op)
    tensors = [tensor_of(lowering, each, kind) for each in operands]
    if len(tensors) == 1:
        tensors.append(tensor_of(lowering, 1.0, kind))
        parts.append("")
    return contracted(lowering, kind, (parts[0], parts[1], result), tensors[0], tensors[1])
