"""Where arrays are: on every device as a whole, or shared out by rows; the rest is XLA's, all-reduce included."""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import jax
import numpy as np
from jax.experimental import multihost_utils
from jax.sharding import Mesh, NamedSharding, PartitionSpec

from handgrad.machines import GONE


class Places:
    """All devices of all processes, as one line."""

    def __init__(self) -> None:
        self.devices = jax.devices()
        self.alone = jax.process_count() == 1
        mesh = Mesh(np.array(self.devices), ("rows",))
        self.whole = NamedSharding(mesh, PartitionSpec())
        self.rows = NamedSharding(mesh, PartitionSpec("rows"))

    def everywhere(self, tree: Any) -> Any:
        """The arrays and numbers of a tree, a copy of each on every device."""
        return jax.tree.map(self.copied, tree)

    def copied(self, leaf: Any) -> Any:
        """One array, on every device; JAX may keep the memory it is given, so that is written into no more."""
        array = np.array(leaf)
        return jax.make_array_from_callback(array.shape, self.whole, lambda part: array[part])

    def shared(self, batch: Any) -> Any:
        """The rows of a batch shared out equally; all of them everywhere where they do not divide."""
        several = len(self.devices) > 1 and batch.ndim and batch.shape[0] % len(self.devices) == 0
        return jax.lax.with_sharding_constraint(batch, self.rows) if several else batch

    def agreed(self, value: float) -> float:
        """What process 0 says, so that all of them do the same."""
        if self.alone:
            return value
        with self.together():
            return float(multihost_utils.broadcast_one_to_all(np.float64(value)))

    def require_same(self, text: str, arrays: Sequence[Any]) -> None:
        """Raise ValueError where another process begins with another text or other numbers."""
        if self.alone:
            return
        digest = zlib.crc32(text.encode() + b"".join(np.ascontiguousarray(array).tobytes() for array in arrays))
        if self.agreed(digest) != digest:
            raise ValueError("the processes of this training must begin with the same network, rng, data and settings")

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """While this lasts, the failure of another process is a ConnectionError."""
        try:
            yield
        except (jax.errors.JaxRuntimeError, ValueError):  # JAX raises either, depending on where it notices
            if self.alone:
                raise
            raise ConnectionError(GONE) from None

    def compiled(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function under jit; what it returns is everywhere."""
        found: Callable[..., Any] = jax.jit(function, out_shardings=self.whole)
        return found
