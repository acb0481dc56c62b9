"""Where arrays are: on every device as a whole, or shared out by rows; the rest is XLA's, all-reduce included."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import numpy as np
from jax.sharding import Mesh, NamedSharding, PartitionSpec


class Places:
    """All devices of all processes, as one line."""

    def __init__(self) -> None:
        self.devices = jax.devices()
        mesh = Mesh(np.array(self.devices), ("rows",))
        self.whole = NamedSharding(mesh, PartitionSpec())
        self.rows = NamedSharding(mesh, PartitionSpec("rows"))

    def everywhere(self, tree: Any) -> Any:
        """The arrays and numbers of a tree, a copy of each on every device."""
        return jax.tree.map(self.copied, tree)

    def copied(self, leaf: Any) -> Any:
        """One array, on every device."""
        array = np.asarray(leaf)
        return jax.make_array_from_callback(array.shape, self.whole, lambda part: array[part])

    def shared(self, batch: Any) -> Any:
        """The rows of a batch shared out equally; all of them everywhere where they do not divide."""
        several = len(self.devices) > 1 and batch.ndim and batch.shape[0] % len(self.devices) == 0
        return jax.lax.with_sharding_constraint(batch, self.rows) if several else batch

    def compiled(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function under jit; what it returns is everywhere."""
        found: Callable[..., Any] = jax.jit(function, out_shardings=self.whole)
        return found
