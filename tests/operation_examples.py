"""Arguments to check each operation of the table with; every operation with a rule needs some."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from handgrad.program.operations import find

Example = tuple[tuple[Any, ...], dict[str, Any]]


def call(*args: Any, **kwargs: Any) -> Example:
    return args, kwargs


rng = np.random.default_rng(0)


def array(*shape: int, low: float = -2.0, high: float = 2.0) -> Any:
    return rng.uniform(low, high, shape)


def apart(*shape: int) -> Any:
    """Numbers of both signs no two of which are near each other, none of them near zero."""
    size = int(np.prod(shape))
    return (rng.permutation(size) - size / 2 + 0.3).reshape(shape) / 2


MASK = rng.random((3, 4)) < 0.5
AXES = [call(apart(3, 4)), call(apart(3, 4), 0), call(apart(3, 4), axis=-1, keepdims=True), call(apart(5)),
        call(apart(2, 3, 2), axis=(0, 2)), call(apart(2, 3, 2), axis=(-1, 0), keepdims=True)]  # fmt: skip
ONE_AXIS = [call(apart(3, 4), 0), call(apart(3, 4), axis=-1, keepdims=True), call(apart(5))]
ALONG = [call(apart(3, 4), 0), call(apart(3, 4), axis=-1), call(apart(5))]
FLAT = [*ALONG, call(apart(3, 4))]
LIST = [0.5, array(), 1.5, -2.25]
PAIRS = [call(array(3), array(3)), call(array(2, 3), array(3)), call(array(3), array(3, 2)),
         call(array(2, 3), array(3, 2))]  # fmt: skip
JOIN = [call([array(2, 3), array(2, 3)]), call((array(2, 3), array(2, 3)))]
INVERTIBLE = np.eye(3) * 3 + array(3, 3)
EVEN, ODD = np.array([0, 2, 0]), np.array([True, False, True])
LAYOUT = {"itemsize": 8, "order": "C"}

EXAMPLES: dict[str, list[Example]] = {
    "where": [call(MASK, array(3, 4), array(4)), call(MASK, 1.5, array(3, 1)), call(MASK, array(), 0)],
    "clip": [call(apart(3, 4), -0.63, 0.97), call(apart(5), None, 0.97), call(apart(5), a_min=-0.63, a_max=None),
        call(apart(5), min=-0.63), call(apart(2, 3), np.array([-0.63, 0.0, 0.7]), 0.97), call(apart(3), 2.0, -0.63)],
    "nan_to_num": [call(array(3)), call(np.array([1.0, 2.0]), 0)],
    "copysign": [call(apart(4), -2.0), call(apart(4), apart(4))],
    "heaviside": [call(np.array([0, -1, 2]), array(3)), call(np.array([-1.0, 2.0]), np.array([0.3, 0.5]))],
    "modf": [call(array(4) + 0.01)],
    "divmod": [call(apart(4), 0.7), call(apart(3, 1), np.array([1.1, -0.9]))],
    "remainder": [call(apart(4), 0.7), call(apart(3, 1), np.array([1.1, -0.9])), call(5.3, 2.0)],
    "fmod": [call(apart(4), 0.7), call(apart(3, 1), np.array([1.1, -0.9]))],
    "power": [call(array(3), 2), call(array(3, low=0.5), 3.0), call(array(3, 1, low=0.5), array(4)),
        call(array(3), 0), call(array(3), -1), call(2.0, 3.0), call(2, array(3)), call(1.5, 2)],
    "astype": [call(array(3), np.dtype(np.float32)), call(array(3), float), call(array(3), "float64")],
    "real": [call(array(3))],
    "copy": [call(array(2, 3)), call(array(2, 3), "F")],
    "median": [*AXES, call(apart(4), axis=0), call(apart(4, 4), 1)],
    "ptp": AXES,
    "amax": AXES,
    "amin": AXES,
    "ascontiguousarray": [call(array(2, 3).T)],
    "asfortranarray": [call(array(2, 3))],
    "average": [call(array(3, 4), 0), call(array(3, 4), axis=1, weights=array(4, low=0.5)), call(array(3, 4)),
        call(array(3, 4), weights=array(3, 4, low=0.5)), call(array(3, 4), 0, array(3, low=0.5), keepdims=True)],
    "sum": [*AXES, call(array(3, 4), where=MASK), call(LIST), call([array(2), array(2)], axis=0)],
    "mean": [*AXES, call(array(3, 4), where=MASK | (np.arange(4) == 1)), call(LIST),
        call(array(3), dtype=np.float32)],
    "var": [*AXES, call(array(3, 4), 0, ddof=1), call(array(3, 4), where=MASK)],
    "std": [*AXES, call(array(3, 4), 0, ddof=1), call(array(3, 4), where=MASK)],
    "max": [*AXES, call(apart(3, 4), initial=0, where=MASK), call(LIST)],
    "min": AXES,
    "prod": [*AXES, call(np.array([2.0, 0.0, 3.0])), call(array(3, 4), where=MASK), call(LIST)],
    "nansum": AXES,
    "nanmean": AXES,
    "nanmax": AXES,
    "nanmin": AXES,
    "sort": [call(apart(3, 4)), call(apart(3, 4), 0), call(apart(3, 4), axis=None), call(apart(5))],
    "cumsum": FLAT,
    "cumprod": [*FLAT, call(np.array([2.0, 0.0, 3.0]))],
    "add.accumulate": ALONG,
    "multiply.accumulate": ALONG,
    "add.reduce": [*ONE_AXIS, call(array(3, 4)), call(array(3, 4), None)],
    "multiply.reduce": [*ONE_AXIS, call(array(3, 4))],
    "logaddexp.reduce": [*ONE_AXIS, call(apart(3, 4))],
    "maximum.reduce": [*ONE_AXIS, call(apart(3, 4))],
    "minimum.reduce": [*ONE_AXIS, call(apart(3, 4))],
    "matmul": [*PAIRS, call(array(2, 2, 3), array(3, 2)), call(array(3), array(2, 3, 4)),
        call(array(2, 1, 2, 3), array(4, 3, 2)), call(array(2, 2, 3), array(3))],
    "dot": [*PAIRS, call(array(2, 2, 3), array(3)), call(array(2, 3), array(2, 3, 2)), call(2.0, array(3)),
        call(array(2, 2), 3.0)],
    "inner": [call(array(3), array(3)), call(array(2, 3), array(4, 3)), call(array(3), 2.0), call(2.0, 3.0)],
    "vdot": [call(array(3), array(3)), call(array(2, 3), array(2, 3))],
    "outer": [call(array(3), array(4)), call(array(2, 2), array(3)), call(array(2), 2.0)],
    "kron": [call(array(2), array(3)), call(array(2, 3), array(3, 1)), call(array(2), array(2, 2))],
    "tensordot": [call(array(2, 3), array(3, 4), 1), call(array(2, 3, 4), array(3, 4, 2)),
        call(array(2), array(3), 0), call(array(2, 3, 4), array(4, 5, 3), axes=([1, 2], [2, 0])),
        call(array(2, 3), array(3, 2), axes=(-1, 0))],
    "einsum": [call("ij,jk->ik", array(2, 3), array(3, 4)), call("ij,jk", array(2, 3), array(3, 4)),
        call("ii", array(3, 3)), call("ii->i", array(3, 3)), call("ij->j", array(2, 3)),
        call("ij,j", array(2, 3), array(3)), call("...ij,...j->...i", array(2, 2, 3), array(3)),
        call("bi,bj->bij", array(2, 3), array(2, 2)), call("i,i,i->", array(3), array(3), array(3)),
        call("ij, kj -> ik", array(2, 3), array(2, 3)), call(array(2, 3), [0, 1], array(3), [1]),
        call(array(2, 3), [0, 1], array(3), [1], [0]), call("...j,j", array(2, 3), array(3)),
        call("ij,kl->", array(2, 2), array(2, 2)), call("b...,b...->...", array(2, 1), array(2, 3)),
        call("iij->j", array(2, 2, 3))],
    "cross": [call(array(3), array(3)), call(array(2, 3), array(3)), call(array(3, 2), array(3, 2), axis=0)],
    "linalg.cross": [call(array(3), array(3))],
    "convolve": [call(array(5), array(3)), call(array(5), array(3), "same"), call(array(3), array(5), mode="valid")],
    "correlate": [call(array(5), array(3)), call(array(5), array(3), "same"), call(array(3), array(5), "full"),
        call(array(3), array(5)), call(array(4), array(4))],
    "vecdot": [call(array(3), array(3)), call(array(2, 3), array(3))],
    "matvec": [call(array(2, 3), array(3)), call(array(2, 2, 3), array(3))],
    "vecmat": [call(array(2), array(2, 3)), call(array(2), array(4, 2, 3))],
    "linalg.norm": [call(array(3)), call(array(2, 3)), call(array(2, 3), axis=1),
        call(array(2, 3), axis=0, keepdims=True), call(apart(4), 1), call(apart(4), np.inf),
        call(apart(2, 3), 1, axis=1), call(array(2, 3), "fro"), call(array(2, 2, 3), axis=(1, 2)),
        call(array(3), ord=2), call(apart(2, 3), ord=np.inf, axis=-1)],
    "linalg.inv": [call(INVERTIBLE), call(np.stack([INVERTIBLE, INVERTIBLE.T]))],
    "linalg.det": [call(INVERTIBLE), call(np.stack([INVERTIBLE, INVERTIBLE.T])),
        call(np.array([[1.0, 2.0], [2.0, 4.0]]))],
    "linalg.solve": [call(INVERTIBLE, array(3)), call(INVERTIBLE, array(3, 2)),
        call(np.stack([INVERTIBLE, INVERTIBLE.T]), array(3, 2))],
    "getitem": [call(array(3, 4), 1), call(array(3, 4), (slice(None), [0, 0, 2])), call(array(3, 4), (EVEN, EVEN)),
        call(array(3, 4), MASK), call(array(3, 4), (Ellipsis, None, slice(None, None, -1))), call(array(5), EVEN),
        call(array(3, 4), (slice(None), None, 1)), call(array(3, 4), ODD), call(array(5), (2,)),
        call(array(3, 4), (-1, EVEN))],
    "setitem": [call(array(3, 4), 1, array(4)), call(array(3, 4), (slice(None), 2), 1.5),
        call(array(3, 4), MASK, 0.5), call(array(5), np.array([1, 3]), array(2)),
        call(array(5), np.array([1, 1]), array(2)), call(array(3, 4), Ellipsis, array(1, 4)),
        call(array(3, 4), slice(0, 2), array(1, 1, 4)), call(array(3, 4), 0, [0.5, 1, array(), 2.0]),
        call(array(3, 4), (EVEN[:2], slice(1, 3)), array(2, 2))],
    "item": [call(array(3), 1), call(array(2, 3), 1, 2), call(array()), call(array(1, 1)), call(array(2, 3), (0, 1))],
    "window": [call(array(3, 4), 16, (2, 2), (32, 8), **LAYOUT), call(array(3, 4), 88, (2, 4), (-32, -8), **LAYOUT),
        call(array(3, 4), 0, (4, 3), (8, 32), **LAYOUT), call(array(3, 4), 8, (2, 2), (8, 24), itemsize=8, order="F"),
        call(array(6), 0, (4, 3), (8, 8), **LAYOUT), call(array(3, 4), 20, (2,), (4,), itemsize=4, order="C"),
        call(array(3), 8, (), (), **LAYOUT)],
    "setwindow": [call(array(3, 4), array(2, 2), 16, (2, 2), (32, 8), **LAYOUT),
        call(array(3, 4), array(4, 3), 0, (4, 3), (8, 32), **LAYOUT),
        call(array(3, 4), 1.5, 8, (3,), (32,), **LAYOUT),
        call(array(3, 4), array(2, 2), 8, (2, 2), (8, 24), itemsize=8, order="F")],
    "add.at": [call(array(4), np.array([0, 1, 0]), array(3)), call(array(4), np.array([0, 1, 0]), 1.5),
        call(array(3, 4), (EVEN, EVEN), array(3)), call(array(3, 2), EVEN, array(3, 2)),
        call(array(3, 2), 1, array(2))],
    "subtract.at": [call(array(4), np.array([0, 1, 0]), array(3))],
    "take": [call(array(3, 4), EVEN, axis=0), call(array(3, 4), EVEN), call(array(3, 4), 1, -1)],
    "take_along_axis": [call(array(3, 4), np.array([[1], [0], [1]]), 1),
        call(array(3, 4), np.array([[1, 0, 2, 2]]), axis=0)],
    "compress": [call(ODD, array(3, 4), axis=0), call(ODD, array(3))],
    "extract": [call(MASK, array(3, 4))],
    "select": [call([MASK, ~MASK], [array(3, 4), array(4)]), call([MASK], [array(3, 4)], 1.5),
        call([MASK], [array(3, 4)], default=0.5)],
    "choose": [call(np.array([0, 1, 0]), [array(3), array(3)]), call(np.array([0, 1, 0]), [array(3), 2.0])],
    "copyto": [call(array(3, 4), array(4)), call(array(3, 4), 1.5, where=MASK)],
    "fill_diagonal": [call(array(3, 3), 1.5)],
    "put": [call(array(4), [0, 2], array(2))],
    "putmask": [call(array(3, 4), MASK, array(3, 4))],
    "place": [call(array(3, 4), MASK, array(12))],
    "put_along_axis": [call(array(3, 4), np.array([[1], [0], [1]]), array(3, 1), 1)],
    "interp": [call(np.array([-1.0, 0.3, 1.7, 9.0]), np.array([0.0, 1.0, 2.5]), array(3)),
        call(0.4, np.array([0.0, 1.0]), array(2)),
        call(np.array([-1.0, 0.3, 9.0]), np.array([0.0, 1.0]), array(2), -1, 4)],
    "bincount": [call(np.array([0, 2, 0]), array(3)), call(np.array([0, 2, 0]), weights=array(3), minlength=5)],
    "reshape": [call(array(3, 4), (2, 6)), call(array(3, 4), -1), call(array(3, 4), (4, 3), order="F"),
        call(2.0, (1, 1))],
    "transpose": [call(array(3, 4)), call(array(2, 3, 4), (2, 0, 1)), call(array(2, 3, 4), axes=(-1, 0, 1)),
        call(array(3))],
    "permute_dims": [call(array(2, 3, 4), (2, 0, 1))],
    "broadcast_to": [call(array(3, 1), (2, 3, 4)), call(1.5, (2,))],
    "diff": [call(array(3, 4)), call(array(3, 4), axis=0), call(array(6), 2)],
    "gradient": [call(array(5)), call(array(5), 2), call(array(3, 4)), call(array(3, 4), axis=0)],
    "ediff1d": [call(array(4)), call(array(2, 3))],
    "trace": [call(array(3, 4)), call(array(3, 4), offset=1), call(array(2, 3, 4), 0, 1, 2)],
    "pad": [call(array(3, 4), 1), call(array(3), (1, 2), constant_values=1.5),
        call(array(3, 4), ((1, 0), (0, 2)), "constant"), call(array(3, 4), 1, "edge"),
        call(array(3, 4), 2, mode="reflect"), call(array(4), 1, mode="wrap")],
    "assign": [call(array(3, 4), array(4)), call(array(3, 4), 1.5), call(np.zeros(3, np.float32), array(3))],
    "fill": [call(array(3, 4), 1.5)],
    "full_like": [call(array(3, 4), 1.5), call(np.arange(3), 2.5, dtype=float)],
    "python_sum": [call([0.5, 1.5, 2.0]), call([array(3), array(3)]), call([array(3), 1.0], 0.5),
        call([array(2, 3), array(3)], 0)],
    "pack": [call([1.5, 2, array()]), call([[0.5, 1.0], [2.0, 3.0]], dtype=np.dtype(float)),
        call([array(3), array(3)]), call((array(2, 2), array(2, 2)), dtype=np.dtype(np.float32)), call(array(3))],
    "concatenate": [*JOIN, call([array(2, 3), array(1, 3)], 0), call([array(2, 3), array(2, 1)], axis=-1),
        call([array(2), array(1, 3)], axis=None)],
    "concat": JOIN,
    "stack": [*JOIN, call([array(3), array(3)], axis=-1)],
    "vstack": JOIN,
    "hstack": [*JOIN, call([array(2), array(3)])],
    "dstack": JOIN,
    "column_stack": [*JOIN, call([array(3), array(3, 2)])],
    "block": [call([[array(2, 2), array(2, 1)], [array(1, 3)]])],
    "append": [call(array(3), 1.5), call(array(2, 3), array(1, 3), axis=0)],
    "insert": [call(array(4), 1, 2.5), call(array(2, 3), 0, array(2), axis=1)],
    "flatten": [call(array(2, 3)), call(array(2, 3), "F")],
    "ravel": [call(array(2, 3)), call(array(2, 3), order="F")],
    "squeeze": [call(array(1, 3, 1)), call(array(1, 3, 1), 0)],
    "expand_dims": [call(array(3), 0), call(array(3), (0, -1))],
    "swapaxes": [call(array(2, 3, 4), 0, -1)],
    "moveaxis": [call(array(2, 3, 4), 0, -1)],
    "rollaxis": [call(array(2, 3, 4), 2)],
    "atleast_1d": [call(1.5), call(array(3))],
    "atleast_2d": [call(array(3))],
    "atleast_3d": [call(array(3, 2))],
    "split": [call(array(4, 2), 2), call(array(5), [1, 3])],
    "array_split": [call(array(5), 2), call(array(2, 5), 3, axis=1)],
    "hsplit": [call(array(2, 4), 2)],
    "vsplit": [call(array(4, 2), 2)],
    "dsplit": [call(array(2, 2, 4), 2)],
    "tile": [call(array(2, 3), 2), call(array(3), (2, 2))],
    "repeat": [call(array(2, 3), 2), call(array(2, 3), [1, 2], axis=0)],
    "roll": [call(array(2, 3), 1), call(array(2, 3), -1, axis=1)],
    "flip": [call(array(2, 3)), call(array(2, 3), 1)],
    "fliplr": [call(array(2, 3))],
    "flipud": [call(array(2, 3))],
    "rot90": [call(array(2, 3)), call(array(2, 3), 2)],
    "resize": [call(array(2, 3), (3, 4))],
    "delete": [call(array(4), 1), call(array(3, 4), [0, 2], axis=1)],
    "diag": [call(array(3)), call(array(3, 3)), call(array(3), 1), call(array(3, 4), k=-1)],
    "diagonal": [call(array(3, 4)), call(array(2, 3, 4), 1, 1, 2)],
    "diagflat": [call(array(2, 2))],
    "tril": [call(array(3, 3)), call(array(3, 4), -1)],
    "triu": [call(array(3, 3)), call(array(3, 4), k=1)],
    "lib.stride_tricks.sliding_window_view": [call(array(5), 3), call(array(4, 4), (2, 2)),
        call(array(4, 4), 2, axis=0)],
    "broadcast_arrays": [call(array(3, 1), array(4))],
    "meshgrid": [call(array(3), array(2)), call(array(3), array(2), indexing="ij")],
    "add.outer": [call(array(3), array(2)), call(array(2, 2), array(3))],
    "subtract.outer": [call(array(3), array(2))],
    "multiply.outer": [call(array(3), array(2, 2)), call(array(3), 2.0)],
    "divide.outer": [call(array(3), array(2, low=0.5))],
    "maximum.outer": [call(apart(3), array(2))],
}  # fmt: skip


def same_as(name: str) -> str | None:
    """Another operation that has examples and is performed by the same function."""
    function = inspect.unwrap(find(name).perform)
    return next((other for other in EXAMPLES if inspect.unwrap(find(other).perform) is function), None)


def defined(name: str, operands: int) -> Callable[..., Any]:
    """Draws numbers of both signs, off zero, where the function is defined there; else from where it is defined."""
    ranges = ((-1.2, -0.2), (0.2, 0.85), (1.2, 2.2))
    with np.errstate(all="ignore"):
        fits = [np.isfinite(find(name).perform(*[np.linspace(*each, 9)] * operands)).all() for each in ranges]
    if fits[0]:
        return lambda *shape: array(*shape, low=0.2, high=1.2) * rng.choice([-1, 1], shape)
    low, high = ranges[fits.index(True)]
    return lambda *shape: array(*shape, low=low, high=high)


def elementwise_examples(name: str) -> Iterator[Example]:
    """Arrays that broadcast, numbers, float32, masks."""
    operands = sum(isinstance(key, int) for key in find(name).backward)
    draw = defined(name, operands)
    for shape in [(3, 4), (1, 4), (4,)] if operands > 1 else [(3, 4)]:
        parts = [draw(3, 4), draw(*shape)][:operands]
        yield tuple(parts), {}
        yield tuple(reversed(parts)), {}
    yield tuple(float(draw()) for _ in range(operands)), {}
    yield tuple(draw(3).astype(np.float32) for _ in range(operands)), {}
    if isinstance(getattr(np, name, None), np.ufunc):
        yield tuple(draw(3, 4) for _ in range(operands)), {"where": MASK}
        yield tuple(draw(3, 4) for _ in range(operands)), {"where": MASK, "out": array(3, 4)}


def examples(name: str) -> list[Example]:
    """Every example of an operation; none where somebody has yet to write one."""
    if name in EXAMPLES:
        return EXAMPLES[name]
    other = same_as(name)
    if other is not None:
        return EXAMPLES[other]
    if "out" in find(name).backward:
        return list(elementwise_examples(name))
    return []
