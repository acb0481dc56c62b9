"""The network: layers with their parameters, and the verbs forward, backward, step, fit, predict, save."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from handgrad import engines, files, many, plots, summary, training
from handgrad.history import Progress
from handgrad.layers.dense import Dense
from handgrad.losses import numbers
from handgrad.optimizers import SGD, Optimizer
from handgrad.pair import Array, Layer, Params, Shape
from handgrad.passes import backward_all, forward_all, predict_all

DTYPES = ("float32", "float64")


class Network:
    """Layers one after another: y = f_last(... f_1(f_0(x))), with their parameters, gradients and running statistics.

    `inputs` is the width of one row, or the shape of one sample. `rng` is a seed or a `numpy.random.Generator`: start
    values, noise and the order of the rows all come from it, so the same `rng` gives the same bits. All arrays are
    float64, or float32 where `dtype` says so, and stay that.

    `parameters[i]`, `gradients[i]` and `statistics[i]` belong to `layers[i]`; their arrays can be read, written in
    place and assigned by name, as in `net.parameters[0].weights[:] = 0`. `notes` is a dictionary of anything JSON can
    hold, kept with the network in its file.

    Raises ValueError or TypeError where the layers do not fit each other or the inputs.
    """

    fit = training.fit
    fit_many = many.fit_many
    save = files.save
    summary = summary.summary
    plot = plots.plot
    plot_decision = plots.plot_decision

    def __init__(
        self,
        inputs: int | Sequence[int],
        layers: Sequence[Layer],
        rng: int | np.random.Generator | None = 0,
        dtype: Any = "float64",
    ) -> None:
        self.inputs: Shape = shape_of(inputs)
        self.layers: tuple[Layer, ...] = checked(layers)
        self.dtype: np.dtype[Any] = float_type(dtype)
        self.rng = np.random.default_rng(rng)
        self.notes: dict[str, Any] = {}
        self.shapes, self.outputs = shapes_along(self.layers, self.inputs)
        self.takes_whole = self.layers[0].sample(np.random.default_rng(0), 1, self.inputs).dtype.kind == "i"
        starts = [layer.init(self.rng, shape) for layer, shape in zip(self.layers, self.shapes, strict=True)]
        counts = [layer.statistics(shape) for layer, shape in zip(self.layers, self.shapes, strict=True)]
        self.parameters: list[Params] = [self.narrowed(tree) for tree in starts]
        self.statistics: list[Params] = [self.narrowed(tree) for tree in counts]
        self.progress = Progress()
        self.sizes = [{name: np.shape(array) for name, array in tree.items()} for tree in self.parameters]
        self._gradients: list[Params] | None = None
        self._saved: tuple[list[Any], Shape] | None = None
        self._row: tuple[str, Callable[[Any], Array | None]] | None = None

    @classmethod
    def of(
        cls,
        inputs: int,
        hidden: int,
        layers: int,
        activation: str = "relu",
        outputs: int = 1,
        output_activation: str = "linear",
        rng: int | np.random.Generator | None = 0,
        dtype: Any = "float64",
        start: str | float = "he_normal",
        bias_start: float = 0.0,
    ) -> Network:
        """A network of `layers` dense layers: all but the last of `hidden` units, the last of `outputs` units."""
        if not isinstance(layers, int) or layers < 2:
            raise ValueError(f"layers must be a whole number, 2 or more (a hidden and the output one), not {layers!r}")
        inner = [Dense(hidden, activation, start, bias_start) for _ in range(layers - 1)]
        return cls(inputs, [*inner, Dense(outputs, output_activation, start, bias_start)], rng, dtype)

    def forward(self, x: Any, mask: Any = None) -> Array:
        """x (n, *inputs) -> y (n, *outputs), as in training; one row (*inputs) gives one row (*outputs).

        Keeps what `backward` needs. `mask` goes to every layer that takes one. Raises ValueError for another shape,
        NaN, infinity or text.
        """
        rows, single = self.rows(x)
        given = self.given(len(rows), None if mask is None else np.asarray(mask)[None] if single else np.asarray(mask))
        self.require_sizes("parameters", self.parameters)
        # x and y are copied, so that writing into them cannot reach what backward reads
        y, saved = forward_all(self.layers, self.parameters, np.array(rows), given)
        shown = np.array(y[0] if single else y)
        self._saved = saved, shown.shape
        return shown

    def backward(self, dy: Any) -> Array:
        """dy, of the shape of the last forward's y -> dx, of the shape of its x; fills `gradients`.

        Gradients of an earlier call are replaced, not added to.
        """
        if self._saved is None:
            raise RuntimeError("there is no forward to go back through: call forward(x) before backward(dy)")
        saved, shape = self._saved
        dy = np.asarray(numbers("output gradients", dy), dtype=self.dtype)
        if dy.shape != shape:
            raise ValueError(f"the output gradient has shape {dy.shape}; the predictions had {shape}")
        single = dy.ndim == len(self.outputs)
        dx, self._gradients = backward_all(self.layers, self.parameters, saved, dy[None] if single else dy)
        return dx[0] if single else dx

    @property
    def gradients(self) -> list[Params]:
        """The gradient of the loss with respect to every parameter, from the last `backward`."""
        if self._gradients is None:
            raise RuntimeError("there are no gradients yet: call forward(x) and backward(dy) first")
        return self._gradients

    def step(self, rate: float | Optimizer = 0.01) -> None:
        """Move every parameter against its gradient, by a learning rate or as an optimiser does.

        The optimiser's state is kept while optimisers of one kind follow each other. Running statistics take in the
        batch of the last forward. The arrays in `parameters` are new ones afterwards.
        """
        optimizer = rate if isinstance(rate, Optimizer) else SGD(learning_rate=rate)
        gradients, progress = self.gradients, self.progress.continued(optimizer, self.parameters)
        self.require_sizes("gradients", gradients)
        parameters, states = optimizer.apply(gradients, progress.states, self.parameters, progress.t + 1)
        if self._saved is not None:
            folded = zip(self.layers, self.statistics, self._saved[0], strict=True)
            self.adopt(self.parameters, [layer.fold(counted, saved) for layer, counted, saved in folded])
        self.adopt(parameters, self.statistics)
        progress.states, progress.t = states, progress.t + 1
        self.progress, self._saved = progress, None

    def adopt(self, parameters: Sequence[Params], statistics: Sequence[Params]) -> None:
        """Take these arrays into the trees that are there, so that whoever holds `parameters[0]` sees them."""
        for tree, after in zip([*self.parameters, *self.statistics], [*parameters, *statistics], strict=True):
            vars(tree).update(vars(after))

    def predict(self, x: Any, mask: Any = None, batch_size: int = 1024, engine: str = "plain") -> Array:
        """x (n, *inputs) -> y (n, *outputs) as after training: no noise, running statistics; one row gives one row.

        With `engine` "loops", single rows are answered by machine code, which is made when the first one comes.
        """
        if engine != "plain":
            y = None if mask is not None else self.row_of(engine)(x)
            if y is not None:
                return y
        rows, single = self.rows(x)
        self.require_sizes("parameters", self.parameters)
        given = None if mask is None else np.asarray(mask)[None] if single else np.asarray(mask)
        self.masked(len(rows), given)
        y = self.outputs_of(rows, given, self.parameters, self.statistics, batch_size)
        return y[0] if single else y

    def row_of(self, engine: str) -> Callable[[Any], Array | None]:
        """What answers single rows with this engine; it gives None for what `predict` must look at itself."""
        if self._row is None or self._row[0] != engine:
            self._row = engine, engines.row_of(engine, self)
        return self._row[1]

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "_row": None}  # machine code stays in its process

    def outputs_of(
        self,
        rows: Array,
        mask: Array | None,
        parameters: Sequence[Params],
        statistics: Sequence[Params],
        batch_size: int = 1024,
    ) -> Array:
        """`predict` for rows that are known to fit, with any parameters and running statistics."""
        parts = []
        for begin in range(0, max(len(rows), 1), batch_size):
            batch = slice(begin, begin + batch_size)
            given = self.masked(len(rows[batch]), None if mask is None else mask[batch])
            parts.append(predict_all(self.layers, parameters, statistics, rows[batch], given))
        return np.concatenate(parts)

    def rows(self, x: Any) -> tuple[Array, bool]:
        """x as a batch (n, *inputs) in the network's dtype, and whether it was a single row."""
        array = numbers("inputs", x)
        single = array.ndim == len(self.inputs)
        if array.shape[1 - single :] != self.inputs or array.ndim > len(self.inputs) + 1:
            one, many = self.inputs, f"(n, {', '.join(map(str, self.inputs))})"
            raise ValueError(f"the network takes one row {one} or a batch {many}, not an input of shape {array.shape}")
        return np.asarray(array[None] if single else array, dtype=self.input_type(array)), single

    def input_type(self, array: Array) -> np.dtype[Any]:
        """The dtype in which inputs enter: the network's own, or whole numbers for a first layer that takes these."""
        if array.dtype.kind == "c":
            raise ValueError("the inputs must be real numbers, not complex ones")
        if not self.takes_whole:
            return self.dtype
        if array.dtype.kind not in "iub" and (array != np.floor(array)).any():
            raise ValueError(f"{type(self.layers[0]).__name__} takes whole numbers as inputs")
        return np.dtype(np.int64)

    def given(self, n: int, mask: Any) -> list[dict[str, Any]]:
        """What each layer's forward takes besides x: noise for n rows, drawn from the network's rng, and the mask."""
        found: list[dict[str, Any]] = self.masked(n, mask)
        for layer, shape, extra in zip(self.layers, self.shapes, found, strict=True):
            if "noise" in layer.needs:
                noise = layer.noise(self.rng, (n, *shape))
                extra["noise"] = self.narrowed(noise) if isinstance(noise, Params) else self.narrow(noise)
        return found

    def masked(self, n: int, mask: Any) -> list[dict[str, Any]]:
        """The mask, once for each layer that takes one."""
        if mask is not None and (np.ndim(mask) == 0 or len(mask) != n):
            raise ValueError(f"the mask has shape {np.shape(mask)}; its first axis must be the {n} rows of the inputs")
        takes = [mask is not None and "mask" in layer.needs for layer in self.layers]
        if mask is not None and not any(takes):
            raise ValueError("there is a mask, but no layer of this network takes one")
        return [{"mask": np.asarray(mask)} if taken else {} for taken in takes]

    def narrowed(self, tree: Params) -> Params:
        """The tree with every float array in the network's dtype."""
        return tree.map(self.narrow)

    def narrow(self, array: Any) -> Any:
        """The array in the network's dtype where it holds floats."""
        return np.asarray(array, dtype=self.dtype) if np.asarray(array).dtype.kind == "f" else array

    def require_sizes(self, what: str, trees: Sequence[Params]) -> None:
        """Raise ValueError where arrays that were assigned by name do not have the shape or dtype they need."""
        for i, (tree, sizes) in enumerate(zip(trees, self.sizes, strict=True)):
            for name, array in tree.items():
                dtype = getattr(array, "dtype", type(array).__name__)
                if dtype != self.dtype or array.shape != sizes.get(name):
                    shape = f"{sizes.get(name)} and {self.dtype} are needed"
                    raise ValueError(f"{what}[{i}].{name} has shape {np.shape(array)} and {dtype}: {shape}")

    def __repr__(self) -> str:
        count = sum(math.prod(shape) for sizes in self.sizes for shape in sizes.values())
        rows = [f"Network: {count:,} parameters, {self.dtype}, inputs {self.inputs}"]
        for i, (layer, sizes) in enumerate(zip(self.layers, self.sizes, strict=True)):
            outputs = self.shapes[i + 1] if i + 1 < len(self.layers) else self.outputs
            own = sum(math.prod(shape) for shape in sizes.values())
            rows.append(f"  {i:>2}  {summary.brief(layer):<40} outputs {outputs!s:<14} parameters {own:,}")
        return "\n".join(rows)


def shape_of(inputs: int | Sequence[int]) -> Shape:
    """The shape of one sample; raises ValueError where there is none."""
    shape = tuple(inputs) if isinstance(inputs, (tuple, list)) else (inputs,)
    if not all(isinstance(size, (int, np.integer)) and size >= 1 for size in shape):
        raise ValueError(f"inputs must be a whole number, or a tuple of them, 1 or more, not {inputs!r}")
    return tuple(map(int, shape))


def float_type(dtype: Any) -> np.dtype[Any]:
    """The dtype of all arrays; raises ValueError for any but float32 and float64."""
    found: np.dtype[Any] | None
    try:
        found = np.dtype(dtype)
    except TypeError:
        found = None
    if found is None or found.name not in DTYPES:
        raise ValueError(f"dtype must be one of {', '.join(DTYPES)}, not {dtype!r}")
    return found


def checked(layers: Sequence[Layer]) -> tuple[Layer, ...]:
    """The layers as a tuple; raises where there is none, or where one of them is no layer."""
    if isinstance(layers, (str, Mapping, Layer)) or not isinstance(layers, Sequence) or not layers:
        raise ValueError(f"layers must be a list of at least one layer, such as [Dense(16, 'relu')], not {layers!r}")
    for i, layer in enumerate(layers):
        if not isinstance(layer, Layer):
            hint = f": write {layer.__name__}(...)" if isinstance(layer, type) else ""
            raise TypeError(f"layers[{i}] must be a layer such as Dense(16, 'relu'), not {layer!r}{hint}")
    return tuple(layers)


def shapes_along(layers: Sequence[Layer], inputs: Shape) -> tuple[list[Shape], Shape]:
    """The shape of one sample at the entrance of each layer, and behind the last."""
    shapes: list[Shape] = []
    for i, layer in enumerate(layers):
        shapes.append(inputs)
        try:
            inputs = layer.output_shape(inputs)
        except ValueError as error:
            raise ValueError(f"layers[{i}] does not fit: {error}") from None
    return shapes, inputs
