"""One row at a time: a network's prediction as machine code with as little around it as Python allows."""

from __future__ import annotations

import ctypes
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.engines.engine import Unfit
from handgrad.engines.fused.call import Call
from handgrad.pair import Array
from handgrad.passes import predict_all
from handgrad.program.trace import Untraceable, trace
from handgrad.program.trees import leaves

if TYPE_CHECKING:
    from handgrad.network import Network


class Row:
    """`row(x)` is the prediction for x (*inputs), or None where `Network.predict` has something to say about x.

    The arrays of the network are read where they stand; those that were replaced are looked up again.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        self.shape, self.dtype = network.inputs, network.dtype
        trees = network.parameters, network.statistics
        layers = network.layers

        def prediction(parameters: Any, statistics: Any, x: Any) -> Any:
            y = predict_all(layers, parameters, statistics, x, [{}] * len(layers))
            return np.concatenate([np.ravel(y), np.ravel(np.sum(x * 0))])  # the last is 0 where all of x is finite

        try:
            self.call = Call(trace(prediction, *trees, np.ones((1, *network.inputs), network.dtype)))
        except Untraceable as error:
            raise Unfit(str(error)) from error
        self.x = np.empty(network.inputs, network.dtype)
        self.y = np.zeros(int(np.prod(network.outputs)) + 1, network.dtype)
        self.flat = len(network.outputs) == 1
        self.lock = Lock()
        self.bind()

    def bind(self) -> None:
        """Look up where the arrays of the network stand."""
        net = self.network
        trees = [*net.parameters, *net.statistics]
        self.watched = [(vars(tree), name, vars(tree)[name]) for tree in trees for name in vars(tree)]
        arrays = [self.call.arena, *leaves((net.parameters, net.statistics)), self.x, self.y]
        self.stands = all(array.flags.c_contiguous for array in arrays)
        self.given = [ctypes.c_void_p(array.ctypes.data) for array in arrays] + [ctypes.c_int64(1)]

    def __call__(self, x: Any) -> Array | None:
        """The prediction for one row."""
        if type(x) is not np.ndarray or x.shape != self.shape:
            return None
        for names, name, array in self.watched:
            if names[name] is not array:
                self.network.require_sizes("parameters", self.network.parameters)
                self.bind()
                break
        if not self.stands:
            return None
        with self.lock:
            self.x[...] = x
            self.call.run(*self.given)
            y = self.y.copy()
        if y[-1] != 0:
            return None
        return y[:-1] if self.flat else y[:-1].reshape(self.network.outputs)
