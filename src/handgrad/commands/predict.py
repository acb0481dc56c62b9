"""`handgrad predict`: predict a column of a table with a model that `handgrad train` saved."""

from __future__ import annotations

import argparse
import sys

from handgrad import files, tables
from handgrad.encoding import Encoding


def add(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.description = "Write the table again with a column of predictions."
    parser.add_argument("model", metavar="MODEL", help="a file that `handgrad train FILE.csv` saved")
    parser.add_argument("table", metavar="FILE.csv", help="rows with the columns that the model learned from")
    parser.add_argument("--output", metavar="FILE", help="where the table goes; default: the standard output")


def run(args: argparse.Namespace) -> int:
    """Write the predictions; a text that the training did not have is said on the standard error."""
    net = files.load(args.model)
    code = encoding_of(args.model, net.notes.get("encoding"))
    table = tables.read(args.table)
    for name, texts in code.unknown(table).items():
        print(f"handgrad: column {name!r} has texts that the training did not: {', '.join(texts)}", file=sys.stderr)
    predictions = code.target.decode(net.predict(code.inputs(table)))
    text = tables.text_of(table, {free_name(table, f"predicted {code.target.name}"): predictions})
    if args.output is None:
        print(text, end="")
    else:
        tables.write(args.output, text)
    return 0


def encoding_of(model: str, record: object) -> Encoding:
    """The encoding kept with a model; raises ValueError where it has none that can be read."""
    if record is None:
        raise ValueError(f"{model} was not trained on a table: it does not know which columns it takes")
    try:
        return Encoding.from_json(record)  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ValueError(f"{model} is damaged: what it says about its columns cannot be read") from None


def free_name(table: tables.Table, name: str) -> str:
    """The name, or with a number behind it where the table has a column of that name."""
    number, free = 1, name
    while free in table.columns:
        number += 1
        free = f"{name} {number}"
    return free
