"""Plant every known gradient bug into every style of program and count how often the check names it.

    python benchmarks/planted_bugs.py --seeds 20 [--style row_script] [--bug 7] [--markdown docs/planted-bugs.md]

`planted/STYLE.py` is a right program; `planted/STYLE.plants` holds the bugs: a number, the kinds that name it rightly,
the right text and the wrong one. Each seed changes the start weights, the data and the sizes. No training is done: only
what one recorded run shows is judged.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from handgrad.doctor.proof.workshop import Job, Workshop

FOLDER = Path(__file__).parent / "planted"
UNNAMED = "gradient-mismatch"


@dataclass(frozen=True)
class Plant:
    """One bug in one style; without a number it is the right program."""

    style: str
    number: str = ""
    kinds: tuple[str, ...] = ()
    right: str = ""
    wrong: str = ""

    def program(self, seed: int) -> str:
        """The program with the bug, for one seed."""
        text = (FOLDER / f"{self.style}.py").read_text()
        if self.number:
            if text.count(self.right) != 1:
                raise ValueError(f"{self.style} {self.number}: the right text must stand there once: {self.right}")
            text = text.replace(self.right, self.wrong)
        text = re.sub(r"(seed\(|default_rng\(|seed = )0\b", rf"\g<1>{seed}", text)
        return re.sub(r"^n, inputs, hidden, outputs = (\d+), (\d+), (\d+)", sized(seed), text, count=1, flags=re.M)


def sized(seed: int) -> object:
    """The sizes of a seed: rows, inputs and hidden units each between 0 and 2 larger than in the file."""

    def change(match: re.Match[str]) -> str:
        n, inputs, hidden = (int(group) for group in match.groups())
        more = seed % 3, seed // 3 % 2, seed // 2 % 3
        n = n + 11 * more[0] if n == 22 else n + 2 * more[0]
        return f"n, inputs, hidden, outputs = {n}, {inputs + more[1]}, {hidden + more[2]}"

    return change


def plants(style: str) -> Iterator[Plant]:
    """The right program of a style, and each of its bugs."""
    yield Plant(style)
    for entry in ("\n" + (FOLDER / f"{style}.plants").read_text()).split("\n== ")[1:]:
        head, *rows = entry.strip("\n").split("\n")
        number, *kinds = head.split()
        right, wrong = (
            "\n".join(row[2:].replace("\\n", "\n") for row in rows if row.startswith(sign)) for sign in ("- ", "+ ")
        )
        yield Plant(style, number, tuple(kinds), right, wrong)


def said(text: str) -> list[tuple[str, str, bool]]:
    """(kind, severity, proved) of each accusation against a program; in a fork."""
    from handgrad.doctor.examine import examine

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what the program prints
    os.dup2(1, 2)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "net.py"
        file.write_text(text)
        report = examine(str(file), (), 20.0, 0)
    if report.verdict == "unchecked" and not report.findings:
        return [("unchecked", "error", False)]
    found = [finding for finding in report.findings if finding.severity != "note"]
    return [(f.kind, f.severity, bool(f.fix and f.fix.confidence == "proved")) for f in found]


def judged(plant: Plant, accusations: list[tuple[str, str, bool]] | None) -> str:
    """What to count a check as."""
    kinds = [kind for kind, _, _ in accusations or [("no answer", "error", False)]]
    if not plant.number:
        return "right" if not kinds or not accusations else "false alarm"
    if any(kind in plant.kinds for kind in kinds) and accusations:
        return "named"
    named = [kind for kind in kinds if kind not in (UNNAMED, "unchecked", "no answer")] if accusations else []
    return "misnamed" if named else "unnamed" if accusations else "missed"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the bank and print its table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--style", default="")
    parser.add_argument("--bug", default="")
    parser.add_argument("--verbose", action="store_true", help="print every check that is not as it should be")
    parser.add_argument("--markdown", type=Path, help="write the table to a file")
    args = parser.parse_args(arguments)
    styles = sorted(path.stem for path in FOLDER.glob("*.py") if args.style in path.stem)
    bank = [plant for style in styles for plant in plants(style) if not args.bug or plant.number == args.bug]
    work = {Job(said, (plant.program(seed),), 60.0): (plant, seed) for plant in bank for seed in range(args.seeds)}
    begin, counts, slips = time.monotonic(), defaultdict(Counter), Counter()
    with Workshop() as workshop:
        for job, accusations in workshop.perform(work):
            plant, seed = work[job]
            result = judged(plant, accusations)
            counts[plant.style][result] += 1
            if result not in ("named", "right"):
                slips[plant.style, plant.number, "/".join(plant.kinds), result] += 1
                if args.verbose:
                    print(plant.style, plant.number, f"seed {seed}", plant.kinds, accusations, flush=True)
    table = [*rows_of(counts), "", *(f"{count:4d} x {' '.join(slip)}" for slip, count in slips.most_common())]
    print("\n".join(table), f"\n{sum(map(Counter.total, counts.values()))} checks in {time.monotonic() - begin:.0f} s")
    if args.markdown:
        args.markdown.write_text("\n".join(rows_of(counts)) + "\n")


def rows_of(counts: dict[str, Counter[str]]) -> Iterator[str]:
    """The table as Markdown."""
    columns = ("named", "unnamed", "misnamed", "missed", "right", "false alarm")
    yield f"| style | {' | '.join(columns)} | named of planted |"
    yield "|---|" + "---|" * (len(columns) + 1)
    total: Counter[str] = Counter()
    for style, row in [*sorted(counts.items()), ("all", total)]:
        planted = sum(row[column] for column in columns[:4])
        share = f"{row['named'] / planted:.1%}" if planted else "-"
        yield f"| {style} | {' | '.join(str(row[column]) for column in columns)} | {share} |"
        total.update(row)


if __name__ == "__main__":
    main()
