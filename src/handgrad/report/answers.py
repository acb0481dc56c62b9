"""What the network answers: a decision map, or the rows that it answers worst."""

from __future__ import annotations

from html import escape
from typing import Any

from handgrad.doctor.finding import Report
from handgrad.report.parts import drawn, missing, scrolled, section, soft
from handgrad.report.svg import is_finite


def what_it_answers(report: Report) -> str:
    """A decision map, or the worst rows."""
    data = report.picture.get("answers") or {}
    if data.get("kind") == "map":
        said = "The output over the two inputs. Squares are rows of data whose target is high, circles those whose \
target is low: squares belong on blue, circles on orange."
        return section("answers", "What the network answers", f"{soft(said)}{drawn(report, 'answer_map')}")
    if data.get("kind") != "rows":
        why = missing(report, "answers", "rows of data and their answers could not be told apart")
        return section("answers", "What the network answers", why)
    where = (
        f"at step {data['step']}, of {data['of']} rows" if "step" in data else f"of the last {data['of']} in training"
    )
    said = f"The worst answers {where}{'' if data.get('finished', True) else ', which was cut short'}, as written."
    return section("answers", "What the network answers", soft(said) + worst_rows(data))


def worst_rows(data: dict[str, Any]) -> str:
    """The table of the rows that are answered worst."""
    mended = "mended" in data["rows"][0]
    heads = ["row", *(["inputs"] if data["inputs"] else []), "target", "answer", *(["mended"] if mended else []),
             "squared error"]  # fmt: skip
    rows = []
    for row in data["rows"]:
        cells = [str(row["row"]), *([listed(row["inputs"], data["inputs"])] if data["inputs"] else []),
                 answered(row, "target", data), answered(row, "answer", data),
                 *([answered(row, "mended", data)] if mended else []), f"{row['error']:.3g}"]  # fmt: skip
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    head = "".join(f"<th>{each}</th>" for each in heads)
    return scrolled(f"<table><tr>{head}</tr>{''.join(rows)}</table>", "rows answered worst")


def answered(row: dict[str, Any], part: str, data: dict[str, Any]) -> str:
    """The outputs of a row; of classes the number of the largest one."""
    target, numbers = row["target"], row[part]
    if data["outputs"] > len(target) or sorted(target) != [0.0] * (len(target) - 1) + [1.0] or len(target) < 3:
        return listed(numbers, data["outputs"])
    if not all(is_finite(number) for number in numbers):
        return "not finite"
    place = numbers.index(max(numbers))
    if part == "target":
        return f"output {place}"
    wanted = f", {numbers[target.index(1.0)]:.3g} there" if place != target.index(1.0) else ""
    return f"output {place}: {numbers[place]:.3g}{wanted}"


def listed(numbers: list[Any], total: int) -> str:
    """Some numbers in a cell, and how many there are."""
    said = " ".join(f"{number:.3g}" if isinstance(number, float) else str(number) for number in numbers)
    return escape(said) + (f" … ({total})" if total > len(numbers) else "")
