"""`handgrad train`: train a network on XOR, on handwritten digits, or on a table of your own."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import numpy as np

from handgrad import activations, datasets, encoding, metrics, optimizers, tables
from handgrad.data import prepared
from handgrad.encoding import Encoding, Task
from handgrad.history import History
from handgrad.layers.dense import Dense
from handgrad.losses import find as loss_called
from handgrad.network import Network
from handgrad.optimizers import SGD, Optimizer
from handgrad.pair import Array
from handgrad.report.svg import Figure
from handgrad.report.training_page import training_page

EPILOG = """\
examples:
  handgrad train xor
  handgrad train digits --hidden 128 --epochs 30
  handgrad train flats.csv --target rent --save flats.safetensors
  handgrad predict flats.safetensors new_flats.csv
"""

PATIENCE = "for a CSV file: end after N epochs without a better loss on the validation part, a fifth of the rest: 20"
VALIDATION = 0.2


@dataclass(frozen=True)
class Job:
    """What is to be learned: x (n, inputs) and targets y, the row numbers of each part, and how it is judged.

    Training ends when the validation part gets no better; where that part is empty, after all epochs.
    """

    title: str
    x: Array
    y: Array
    outputs: int
    loss: str
    measures: tuple[str, ...]
    parts: dict[str, Array]
    encoding: Encoding | None = None


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.description = "Train a network and say how well it does, on the rows it learned from and on others."
    parser.epilog = EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("data", metavar="DATA", help="xor, digits, or a CSV file with a header")
    parser.add_argument("--target", metavar="COLUMN", help="the column to predict, for a CSV file")
    parser.add_argument("--without", action="append", default=[], metavar="COLUMN", help="leave a column out")
    parser.add_argument("--task", choices=get_args(Task), help="default: told from the column")
    parser.add_argument("--test", type=share, default=0.2, metavar="SHARE", help="rows kept for the test part: 0.2")
    parser.add_argument("--patience", type=int, default=20, metavar="N", help=PATIENCE)
    parser.add_argument("--hidden", type=widths, metavar="N,N", help="units of each hidden layer: 64,64")
    parser.add_argument("--activation", default="relu", help=f"of the hidden layers: {', '.join(activations.table)}")
    parser.add_argument("--optimizer", default="adam", help=f"one of {', '.join(optimizers.registry())}")
    parser.add_argument("--rate", type=float, metavar="R", help="learning rate; default: the optimiser's own")
    parser.add_argument("--epochs", type=int, metavar="N", help="times over all rows: 300; xor 5000, digits 30")
    parser.add_argument("--batch", type=int, default=32, metavar="N", help="rows in one step: 32; xor always 1")
    parser.add_argument("--seed", type=natural, default=0, metavar="N", help="of the split, start weights and order: 0")
    parser.add_argument("--html", metavar="FILE", help="write a page with the scores by epoch and the network")
    parser.add_argument("--save", metavar="FILE", help="where the model goes; a CSV file's: FILE.safetensors, here")


def run(args: argparse.Namespace) -> int:
    """Train as the options say, print what came of it, and save the model."""
    if args.data == "xor":
        return run_xor(args)
    job = digits_job(args) if args.data == "digits" else table_job(args)
    file = place_for(args.save or (f"{Path(args.data).stem}.safetensors" if job.encoding else None))
    page = place_for(args.html, "page")
    net, mover = network_for(job, args), optimizer_for(args)
    print(job.title, flush=True)
    history = trained(net, job, mover, args)
    said = f"{ending(history)}\n{table_of(job, net)}"
    print(said)
    show(page, args.data, f"{job.title}\n{said}", history, net)
    save(net, file, job.encoding)
    return 0


def run_xor(args: argparse.Namespace) -> int:
    """XOR a row at a time, predictions beside the actual values."""
    x, y = datasets.xor()
    hidden = [Dense(units, args.activation, bias_start=0.5) for units in args.hidden or (16, 16, 16)]
    net = Network(2, [*hidden, Dense(1, "sigmoid", bias_start=0.5)], rng=args.seed)
    file = place_for(args.save)
    mover = SGD(0.01) if args.rate is None and args.optimizer == "adam" else optimizer_for(args)
    epochs = 5000 if args.epochs is None else args.epochs
    page = place_for(args.html, "page")
    history = net.fit(x, y, "mse", mover, epochs, batch_size=1, shuffle=False)
    said = [ending(history), f"{'row':<8}{'predicted':>10}{'actual':>8}"]
    for row, predicted, actual in zip(x, net.predict(x)[:, 0], y[:, 0], strict=True):
        said.append(f"{row[0]:g} {row[1]:g}     {predicted:>10.4f}{actual:>8g}")
    print("\n".join(said))
    show(page, "XOR", "\n".join(said), history, net, [net.plot_decision(x, y)])
    save(net, file)
    return 0


def digits_job(args: argparse.Namespace) -> Job:
    """The handwritten digits."""
    x, y = datasets.digits()
    train, test = datasets.split(len(x), args.test, np.random.default_rng(args.seed))
    title = f"digits: {len(x):,} pictures of 8 by 8 pixels, 10 classes"
    return Job(title, x, y, 10, "cross_entropy", ("accuracy",), {"training": train, "test": test})


def table_job(args: argparse.Namespace) -> Job:
    """A CSV file."""
    if args.target is None:
        raise ValueError(f"say which column of {args.data} to predict: --target COLUMN")
    table = tables.read(args.data)
    parts = parts_of(table, args)
    code = encoding.learned(table, args.target, args.task, args.without, parts["training"])
    classes = len(code.target.classes)
    loss, measures = ("cross_entropy", ("accuracy",)) if classes else ("mse", ("mean_absolute_error", "r2"))
    title = "\n".join([headline(table, code), *remarks(table, code, args.without)])
    return Job(title, code.inputs(table), code.target.encode(table), classes or 1, loss, measures, parts, code)


def parts_of(table: tables.Table, args: argparse.Namespace) -> dict[str, Array]:
    """The row numbers of the three parts, in a random order."""
    rng = np.random.default_rng(args.seed)
    rest, test = datasets.split(len(table), args.test, rng)
    train, validation = datasets.split(len(rest), VALIDATION, rng)
    parts = {"training": rest[train], "validation": rest[validation], "test": test}
    if not all(map(len, parts.values())):
        raise ValueError(f"{table.path} has {len(table)} rows: too few to be split into {', '.join(parts)} part")
    return parts


def headline(table: tables.Table, code: Encoding) -> str:
    """What is learned from what."""
    kind = f"{len(code.target.classes)} classes" if code.target.classes else "a number"
    return (
        f"{table.path}: {len(table):,} rows; {code.target.name} ({code.target.task}, {kind}) "
        f"from {len(code.columns)} columns, {code.width} numbers"
    )


def remarks(table: tables.Table, code: Encoding, without: Sequence[str]) -> list[str]:
    """What a reader would not expect of the encoding."""
    names = encoding.left_out(table, code, without)
    return [f"left out, since it only names the rows: {name}" for name in names]


def network_for(job: Job, args: argparse.Namespace) -> Network:
    """The untrained network."""
    hidden = [Dense(units, args.activation) for units in args.hidden or ((128,) if args.data == "digits" else (64, 64))]
    return Network(job.x.shape[1], [*hidden, Dense(job.outputs)], rng=args.seed)


def trained(net: Network, job: Job, mover: Optimizer, args: argparse.Namespace) -> History:
    """Train on the training rows only."""
    rows, held = job.parts["training"], job.parts.get("validation")
    epochs = args.epochs if args.epochs is not None else 30 if held is None else 300
    validation = None if held is None else (job.x[held], job.y[held])
    stopping = None if held is None else args.patience
    return net.fit(
        job.x[rows],
        job.y[rows],
        job.loss,
        mover,
        epochs,
        args.batch,
        validation_data=validation,
        early_stopping=stopping,
    )


def optimizer_for(args: argparse.Namespace) -> Optimizer:
    """The optimiser that the options name, at their rate."""
    found = optimizers.find(args.optimizer)
    return found if args.rate is None else type(found)(args.rate)


def ending(history: History) -> str:
    """How long it took, and whether it was broken off."""
    broken = ", broken off: what follows is what was learned until then" if history.interrupted else ""
    best = f", those of epoch {history.best_epoch} kept" if history.best_epoch else ""
    return f"{len(history)} epochs in {history.seconds:.1f} s{best}{broken}"


def table_of(job: Job, net: Network) -> str:
    """Loss and metrics on every part."""
    lines = [f"{'':<12}{'rows':>6}{'loss':>10}" + "".join(f"{heading(name):>22}" for name in job.measures)]
    for part, rows in job.parts.items():
        loss, values = judged(job, net, rows)
        numbers = "".join(f"{shown(job, name, value):>22}" for name, value in values.items())
        lines.append(f"{part:<12}{len(rows):>6,}{loss:>10.4f}{numbers}")
    return "\n".join(lines)


def judged(job: Job, net: Network, rows: Array) -> tuple[float, dict[str, float]]:
    """The loss and the metrics of some rows."""
    loss = loss_called(job.loss)
    data = prepared(net, loss, job.x[rows], job.y[rows])
    y = net.predict(data.x)
    value = float(loss.reduced(y, data.target, None, "mean", {})[0])
    return value, metrics.evaluated(metrics.chosen(job.measures, loss), y, data.target, loss)


def heading(name: str) -> str:
    """A metric's name in words."""
    return name.replace("_", " ")


def shown(job: Job, name: str, value: float) -> str:
    """A metric as a person reads it: a share in per cent, an error in the unit of the column."""
    if name == "accuracy":
        return f"{100 * value:.1f} %"
    if name == "mean_absolute_error" and job.encoding is not None:
        return f"{value * job.encoding.target.deviation:.5g}"
    return f"{value:.4f}"


def show(file: Path | None, title: str, said: str, history: History, net: Network, more: Sequence[Figure] = ()) -> None:
    """Write the page of the training, where there is a place for it."""
    if file is not None:
        file.write_text(training_page(title, said, history, net, more), encoding="utf-8")


def save(net: Network, file: Path | None, code: Encoding | None = None) -> None:
    """Write the model, where there is a place for it, with the encoding it needs to predict from a table."""
    if file is None:
        return
    if code is not None:
        net.notes["encoding"] = code.to_json()
    net.save(file)
    use = f"; `handgrad predict {file} FILE.csv` uses it" if code is not None else ""
    print(f"model saved: {file}{use}")


def place_for(name: str | None, what: str = "model") -> Path | None:
    """The file for the model or the page; raises ValueError, before any training, where it cannot be written to."""
    if name is None:
        return None
    file = Path(name)
    folder = file.resolve().parent
    if not folder.is_dir():
        raise ValueError(f"the {what} cannot be saved as {file}: there is no folder {folder}")
    if file.is_dir() or not os.access(folder, os.W_OK):
        raise ValueError(f"the {what} cannot be saved as {file}: that place cannot be written to")
    return file


def share(text: str) -> float:
    """A part of the rows, between 0 and 1."""
    value = float(text)
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 1")
    return value


def natural(text: str) -> int:
    """A whole number, 0 or more."""
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number, 0 or more")
    return value


def widths(text: str) -> tuple[int, ...]:
    """Units of hidden layers, as in 64,64."""
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of whole numbers such as 64,64") from None
