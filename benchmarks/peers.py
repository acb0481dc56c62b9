"""The same training in the hands of peers: seconds for a step, by whoever is installed.

`python benchmarks/peers.py WORK PEER` prints what one process measured; `benchmarks/engines.py` asks all of them.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Work:
    """A training: the widths of the layers, and how many rows a step takes."""

    sizes: tuple[int, ...]
    batch: int
    rows: int
    epochs: int
    optimizer: str
    rate: float

    @property
    def classes(self) -> bool:
        """Softmax with cross-entropy; otherwise a sigmoid with the mean squared error."""
        return self.sizes[-1] > 1

    @property
    def steps(self) -> int:
        return self.epochs * self.rows // self.batch

    @property
    def products(self) -> float:
        """Multiplications and additions of a step's matrix products: forward, of the weights, of all inputs but x."""
        pairs = [a * b for a, b in zip(self.sizes[:-1], self.sizes[1:], strict=True)]
        return 2.0 * self.batch * (3 * sum(pairs) - pairs[0])

    def data(self) -> tuple[Any, Any]:
        if not self.classes:
            return np.array([[0, 0], [0, 1], [1, 0], [1, 1]], np.float32), np.array([[0], [1], [1], [0]], np.float32)
        rng = np.random.default_rng(0)
        return rng.standard_normal((self.rows, self.sizes[0]), np.float32), rng.integers(self.sizes[-1], size=self.rows)

    def start(self) -> list[Any]:
        """Weights and biases of every layer."""
        rng = np.random.default_rng(1)
        pairs = zip(self.sizes[:-1], self.sizes[1:], strict=True)
        return [
            (rng.standard_normal((a, b), np.float32) * np.float32(np.sqrt(2 / a)), np.zeros(b, np.float32))
            for a, b in pairs
        ]


WORKS = {
    "xor": Work((2, 16, 16, 16, 1), 1, 4, 5000, "sgd", 0.05),
    "digits": Work((64, 128, 10), 32, 1792, 20, "adam", 0.001),
    "images": Work((784, 128, 10), 128, 12800, 10, "adam", 0.001),
    "wide": Work((784, 512, 512, 10), 128, 6400, 3, "adam", 0.001),
}
Run = Callable[[], Any]


def handgrad(work: Work, engine: str) -> Run:
    """Our own engine of this name."""
    import handgrad as hg

    x, y = work.data()
    optimizer = hg.SGD(work.rate) if work.optimizer == "sgd" else hg.Adam(work.rate)
    hidden = [hg.Dense(width, "relu") for width in work.sizes[1:-1]]
    last = hg.Dense(work.sizes[-1]) if work.classes else hg.Dense(1, "sigmoid")
    loss = "cross_entropy" if work.classes else "mse"

    def run() -> Any:
        net = hg.Network(work.sizes[0], [*hidden, last], 0, "float32")
        return net.fit(x, y, loss, optimizer, work.epochs, work.batch, shuffle=False, engine=engine, progress=False,
                       metrics=[])  # fmt: skip

    return run


def textbook(work: Work) -> Run:
    """NumPy as it is written by hand: a loop over layers forward, one back, one to update."""
    x, y = work.data()
    target = np.eye(work.sizes[-1], dtype=np.float32)[y] if work.classes else y

    def run() -> Any:
        weights = [w.copy() for w, _ in work.start()]
        biases = [b.copy() for _, b in work.start()]
        moments = [[np.zeros_like(p), np.zeros_like(p)] for p in [*weights, *biases]]
        t = 0
        for _ in range(work.epochs):
            for begin in range(0, work.rows, work.batch):
                rows = slice(begin, begin + work.batch)
                outputs = [x[rows]]
                for w, b in zip(weights[:-1], biases[:-1], strict=True):
                    outputs.append(np.maximum(outputs[-1] @ w + b, 0))
                z = outputs[-1] @ weights[-1] + biases[-1]
                if work.classes:
                    e = np.exp(z - z.max(axis=1, keepdims=True))
                    delta = (e / e.sum(axis=1, keepdims=True) - target[rows]) / len(z)
                else:
                    a = 1 / (1 + np.exp(-z))
                    delta = 2 * (a - target[rows]) * a * (1 - a)
                gradients: list[Any] = []
                for i in reversed(range(len(weights))):
                    gradients[:0] = [(outputs[i].T @ delta, delta.sum(axis=0))]
                    delta = (delta @ weights[i].T) * (outputs[i] > 0) if i else delta
                t += 1
                flat = [g for g, _ in gradients] + [g for _, g in gradients]
                for p, g, m in zip([*weights, *biases], flat, moments, strict=True):
                    if work.optimizer == "sgd":
                        p -= np.float32(work.rate) * g
                        continue
                    m[0] = 0.9 * m[0] + 0.1 * g
                    m[1] = 0.999 * m[1] + 0.001 * g * g
                    p -= work.rate * (m[0] / (1 - 0.9**t)) / (np.sqrt(m[1] / (1 - 0.999**t)) + 1e-8)
        return weights

    return run


def jax_scan(work: Work) -> Run:
    """JAX, the whole training in scans over batches and epochs, its gradients derived."""
    import jax
    import jax.numpy as jnp

    x, y = (jnp.asarray(each) for each in work.data())
    count = work.rows // work.batch
    x, y = x.reshape(count, work.batch, -1), y.reshape(count, work.batch, *y.shape[1:])

    def loss(params: Any, x: Any, y: Any) -> Any:
        for w, b in params[:-1]:
            x = jax.nn.relu(x @ w + b)
        z = x @ params[-1][0] + params[-1][1]
        if work.classes:
            return -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(z), y[:, None], axis=1))
        return jnp.mean((jax.nn.sigmoid(z) - y) ** 2)

    def sgd(state: Any, batch: Any) -> Any:
        value, g = jax.value_and_grad(loss)(state, *batch)
        return jax.tree.map(lambda p, g: p - work.rate * g, state, g), value

    def adam(state: Any, batch: Any) -> Any:
        p, m, s, t = state
        value, g = jax.value_and_grad(loss)(p, *batch)
        t = t + 1
        m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, g)
        s = jax.tree.map(lambda s, g: 0.999 * s + 0.001 * g * g, s, g)
        one, two = 1 - 0.9**t, 1 - 0.999**t
        p = jax.tree.map(lambda p, m, s: p - work.rate * (m / one) / (jnp.sqrt(s / two) + 1e-8), p, m, s)
        return (p, m, s, t), value

    step = sgd if work.optimizer == "sgd" else adam

    @jax.jit
    def train(state: Any) -> Any:
        return jax.lax.scan(lambda s, _: jax.lax.scan(step, s, (x, y)), state, None, work.epochs)

    def run() -> Any:
        params = jax.tree.map(jnp.asarray, work.start())
        zeros = jax.tree.map(jnp.zeros_like, params)
        state = params if work.optimizer == "sgd" else (params, zeros, zeros, jnp.float32(0))
        return jax.block_until_ready(train(state))

    return run


def torch_run(work: Work, compiled: bool, device: str = "cpu") -> Run:
    """PyTorch with its fused optimiser, eagerly or compiled."""
    import torch
    from torch import nn

    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    x, y = (torch.as_tensor(each, device=device) for each in work.data())
    layers: list[Any] = []
    for a, b in zip(work.sizes[:-1], work.sizes[1:], strict=True):
        layers += [nn.Linear(a, b), nn.ReLU()]
    model = nn.Sequential(*layers[:-1], *([] if work.classes else [nn.Sigmoid()])).to(device)
    loss = nn.CrossEntropyLoss() if work.classes else nn.MSELoss()
    kind = torch.optim.SGD if work.optimizer == "sgd" else torch.optim.Adam
    optimizer = kind(model.parameters(), lr=work.rate, fused=True)
    forward = torch.compile(lambda x, y: loss(model(x), y)) if compiled else lambda x, y: loss(model(x), y)
    most = min(work.steps, 1000)

    def run() -> Any:
        done = 0
        while done < most:
            for begin in range(0, work.rows, work.batch):
                optimizer.zero_grad()
                forward(x[begin : begin + work.batch], y[begin : begin + work.batch]).backward()
                optimizer.step()
                done += 1
        if device != "cpu":
            torch.cuda.synchronize()
        run.steps = done  # type: ignore[attr-defined]

    return run


def sklearn_run(work: Work) -> Run:
    """scikit-learn's perceptron, a pass over the data at a time."""
    from sklearn.neural_network import MLPClassifier

    x, y = work.data()
    settings = {"hidden_layer_sizes": work.sizes[1:-1], "solver": work.optimizer, "learning_rate_init": work.rate}
    model = MLPClassifier(**settings, batch_size=work.batch, shuffle=False, momentum=0, alpha=0)
    epochs = min(work.epochs, 300)

    def run() -> Any:
        for _ in range(epochs):
            model.partial_fit(x, np.ravel(y).astype(int), classes=range(max(work.sizes[-1], 2)))
        run.steps = epochs * work.rows // work.batch  # type: ignore[attr-defined]

    return run


def products_alone(work: Work) -> Run:
    """A step's products at the rate of large square ones, the quickest that NumPy's BLAS has: what no step can beat."""
    side = 1024
    a, b, c = (np.ones((side, side), np.float32) for _ in range(3))

    def run() -> Any:
        np.matmul(a, b, out=c)

    run.steps = 2 * side**3 / work.products  # type: ignore[attr-defined]
    return run


def our_starts(engine: str) -> Run:
    """Many starts of XOR with one of our engines."""
    import handgrad as hg

    work = STARTS
    x, y = work.data()
    net = hg.Network(2, [*[hg.Dense(16, "relu") for _ in range(3)], hg.Dense(1, "sigmoid")], 0, "float32")
    settings: dict[str, Any] = {"epochs": work.epochs, "batch_size": 1, "shuffle": False, "engine": engine}
    return lambda: net.fit_many(x, y, COUNT, "mse", hg.SGD(work.rate), **settings)


def jax_starts() -> Run:
    """Many starts of XOR as one vectorised scan."""
    import jax
    import jax.numpy as jnp

    work = STARTS
    x, y = (jnp.asarray(each)[:, None] for each in work.data())

    def loss(params: Any, x: Any, y: Any) -> Any:
        for w, b in params[:-1]:
            x = jax.nn.relu(x @ w + b)
        return jnp.mean((jax.nn.sigmoid(x @ params[-1][0] + params[-1][1]) - y) ** 2)

    def step(params: Any, batch: Any) -> Any:
        value, g = jax.value_and_grad(loss)(params, *batch)
        return jax.tree.map(lambda p, g: p - work.rate * g, params, g), value

    def train(params: Any) -> Any:
        return jax.lax.scan(lambda s, _: jax.lax.scan(step, s, (x, y)), params, None, work.epochs)

    all_at_once = jax.jit(jax.vmap(train))
    rng = np.random.default_rng(0)

    def run() -> Any:
        params = jax.tree.map(lambda p: jnp.asarray(rng.standard_normal((COUNT, *p.shape), np.float32)), work.start())
        return jax.block_until_ready(all_at_once(params))

    return run


def our_row(engine: str) -> Run:
    """One row through 8-16-1 with one of our engines."""
    import handgrad as hg

    net = hg.Network(8, [hg.Dense(16, "relu"), hg.Dense(1)], 0, "float32")
    return repeated(lambda x: net.predict(x, engine=engine))


def textbook_row() -> Run:
    """One row in plain NumPy."""
    (w1, b1), (w2, b2) = ROW.start()
    return repeated(lambda x: np.maximum(x @ w1 + b1, 0) @ w2 + b2)


def sklearn_row() -> Run:
    """One row in scikit-learn."""
    from sklearn.neural_network import MLPRegressor

    rng = np.random.default_rng(0)
    model = MLPRegressor(hidden_layer_sizes=(16,), max_iter=500).fit(rng.random((20, 8)), rng.random(20))
    return repeated(lambda x: model.predict(x[None]))


def repeated(predict: Callable[[Any], Any]) -> Run:
    """So many single rows."""
    x = np.random.default_rng(0).random(8, np.float32)

    def run() -> Any:
        for _ in range(ROWS):
            predict(x)

    return run


STARTS, COUNT = Work((2, 16, 16, 16, 1), 1, 4, 500, "sgd", 0.05), 1000
ROW, ROWS = Work((8, 16, 1), 1, 1, 1, "sgd", 0.0), 2000
SPECIAL: dict[str, dict[str, Callable[[], Run]]] = {
    "starts": {
        "loops": lambda: our_starts("loops"),
        "jax": lambda: our_starts("jax"),
        "plain": lambda: our_starts("plain"),
        "JAX vmap of scan": jax_starts,
    },
    "row": {
        "loops": lambda: our_row("loops"),
        "plain": lambda: our_row("plain"),
        "textbook NumPy": textbook_row,
        "scikit-learn": sklearn_row,
    },
}
"""Work that is no single training: many starts, and one row to predict."""
UNITS = {"starts": STARTS.steps * COUNT, "row": ROWS}

PEERS: dict[str, Callable[[Work], Run]] = {
    "loops": lambda work: handgrad(work, "loops"),
    "jax": lambda work: handgrad(work, "jax"),
    "plain": lambda work: handgrad(work, "plain"),
    "textbook NumPy": textbook,
    "JAX scan": jax_scan,
    "PyTorch": lambda work: torch_run(work, compiled=False),
    "PyTorch compiled": lambda work: torch_run(work, compiled=True),
    "scikit-learn": sklearn_run,
    "products alone": products_alone,
}


def measured(run: Run, units: int, seconds: float = 2.0) -> float:
    """Seconds for a step: the quickest of several runs, after one that compiles."""
    run()
    best, end = float("inf"), time.perf_counter() + seconds
    while time.perf_counter() < end or best == float("inf"):
        begun = time.perf_counter()
        run()
        best = min(best, (time.perf_counter() - begun) / getattr(run, "steps", units))
    return best


def main() -> None:
    name, peer = sys.argv[1:3]
    if hasattr(os, "sched_setaffinity"):  # some take more threads than they are told to
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(os.environ.get("OMP_NUM_THREADS", "1"))])
    try:
        if name in SPECIAL:
            run, units = SPECIAL[name][peer](), UNITS[name]
        else:
            work = WORKS["xor" if name == "process" else name]
            run, units = PEERS[peer](work), work.steps
        if name == "process":  # whoever started it holds the watch
            run()
        seconds = 0.0 if name == "process" else measured(run, units)
    except ImportError as error:
        print(json.dumps({"missing": str(error)}))
        return
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": peak}))


if __name__ == "__main__":
    main()
