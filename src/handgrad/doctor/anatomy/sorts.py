"""Sorts: what the operations of a Program do, told by their names."""

from __future__ import annotations

JOINS = frozenset({"pack", "concatenate", "vstack", "hstack", "stack", "append", "column_stack"})
"""Operations that put arrays beside one another."""

WRITES = {"setitem", "setwindow", "assign", "add.at", "subtract.at", "fill", "copyto", "put", "put_along_axis"}
"""Operations that give the next contents of their first operand."""

COPIES = {"getitem", "broadcast_to", "copy", "astype", "reshape", "window", "pack", "item", "ascontiguousarray"}
"""Operations whose value may be their first operand, as it is."""

MOVES = COPIES | WRITES - {"add.at", "subtract.at"} | {
    "transpose", "ravel", "flatten", "squeeze", "expand_dims", "atleast_2d", "swapaxes", "concatenate", "moveaxis",
    "vstack", "hstack", "stack", "split", "array_split", "delete", "append", "roll", "flip", "fliplr",
    "flipud", "rot90",
}  # fmt: skip
"""Operations that only rearrange numbers."""

READS = ("getitem", "window")
"""Operations that read a part of an array."""

BLANK = {"zeros", "ones", "empty", "full", "zeros_like", "ones_like", "empty_like", "full_like"}
"""What gives a new array to be filled, and takes nothing of another but its shape."""

MATMULS = ("matmul", "dot")
"""Products of two matrices, which are the first two operands."""

WEIGHING = {"matmul", "dot", "einsum", "tensordot"}
"""Operations that a matrix of weights goes into."""

CONTRACTIONS = WEIGHING | {"outer", "inner", "vdot", "multiply.outer", "kron", "matvec", "vecmat"}
"""Products that pair numbers of different places: a prediction does not meet its target in them."""

PRODUCTS = CONTRACTIONS | {"multiply"}
"""Every product of two arrays."""

SCALES = ("multiply", "divide")
"""Operations that change an array's scale where one operand is a number."""

LOGARITHMS = {"log", "log2", "log10", "log1p"}
"""Operations that give a logarithm."""

ELEMENTWISE = {"add", "subtract", "multiply", "divide", "negative", "sqrt", "power", "square", "maximum", "absolute",
               "minimum", "clip", "sign", "reciprocal", "where", "greater", "less"} | MOVES | WRITES  # fmt: skip
"""What an optimiser does to a gradient on its way into a parameter."""
