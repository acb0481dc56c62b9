"""Data for training: inputs, targets and weights checked once, and taken in batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.losses import Loss, weights
from handgrad.pair import Array

if TYPE_CHECKING:
    from handgrad.network import Network

ClassWeight = Mapping[int, float] | str | None


@dataclass(frozen=True)
class Data:
    """Rows that belong together: x (n, *inputs), target as the loss takes it, weight (n, ...) of mean 1, mask."""

    x: Array
    target: Array
    weight: Array | None = None
    mask: Array | None = None

    def __len__(self) -> int:
        return len(self.x)

    def take(self, rows: Any) -> Data:
        """Some of the rows: a slice or an array of row numbers."""
        return Data(
            self.x[rows],
            self.target[rows],
            None if self.weight is None else self.weight[rows],
            None if self.mask is None else self.mask[rows],
        )

    def batches(self, size: int, order: Array | None) -> Iterator[Data]:
        """All rows once, in this order or as they are; the last batch has what is left."""
        for begin in range(0, len(self), size):
            rows = slice(begin, begin + size)
            yield self.take(rows if order is None else order[rows])


def prepared(
    network: Network,
    loss: Loss,
    x: Any,
    target: Any,
    sample_weight: Any = None,
    class_weight: ClassWeight = None,
    mask: Any = None,
) -> Data:
    """Data that are known to fit the network and the loss; raises ValueError with one sentence where they do not."""
    rows, single = network.rows(x)
    if single:
        raise ValueError(f"a batch is needed, of shape (n, ...): the inputs are one row of shape {rows.shape[1:]}")
    if not len(rows):
        raise ValueError("the data are empty: there is no row to learn from")
    y = np.broadcast_to(np.zeros((), network.dtype), (len(rows), *network.outputs))
    target = loss.prepare(loss.name, target, y)
    network.masked(len(rows), mask)
    weight = balanced(y, target, loss, sample_weight, class_weight)
    return Data(rows, target, weight, None if mask is None else np.asarray(mask))


def balanced(y: Array, target: Array, loss: Loss, sample_weight: Any, class_weight: ClassWeight) -> Array | None:
    """The weights of samples and classes together, scaled to a mean of 1, or None where there are none."""
    if sample_weight is None and class_weight is None:
        return None
    weight = np.ones(len(y), y.dtype) if sample_weight is None else weights(sample_weight, y)
    if class_weight is not None:
        of_row = weight_by_class(classes_of(target, loss), class_weight)  # (n, ...)
        weight = weight.reshape(*weight.shape, *[1] * (of_row.ndim - weight.ndim)) * of_row
    mean = weight.mean()
    if not mean > 0:
        raise ValueError("the weights add up to 0: there is nothing to learn from")
    return np.asarray(weight / mean, dtype=y.dtype)


def classes_of(target: Array, loss: Loss) -> Array:
    """The class number of every row, of shape target.shape[:-1]."""
    if target.shape[-1] > 1 and loss.inside == "softmax":
        return np.asarray(np.argmax(target, axis=-1))
    if target.shape[-1] > 1 or not np.isin(target, (-1, 0, 1)).all():
        raise ValueError("class_weight needs one class for each row: class numbers, or one output of 0 and 1")
    return np.asarray(target[..., 0] > 0, dtype=np.int64)


def weight_by_class(classes: Array, class_weight: ClassWeight) -> Array:
    """The weight of each row by its class; "balanced" makes every class count the same."""
    names, which, counts = np.unique(classes, return_inverse=True, return_counts=True)
    if isinstance(class_weight, Mapping):
        if not all(isinstance(weight, (int, float)) and 0 <= weight < np.inf for weight in class_weight.values()):
            raise ValueError("class_weight must give every class a number, 0 or more")
        unknown = set(class_weight) - set(names.tolist())
        if unknown:
            raise ValueError(f"class_weight names the class {unknown.pop()!r}, which no target has")
        of_name = np.array([class_weight.get(name, 1.0) for name in names.tolist()])
    elif class_weight == "balanced":
        of_name = classes.size / (len(names) * counts)
    else:
        raise ValueError(f'class_weight must be "balanced" or a dictionary of weights, not {class_weight!r}')
    return np.asarray(of_name[which.reshape(classes.shape)])
