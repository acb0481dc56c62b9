"""Plant every known gradient bug into every style of program and count how often the check names it.

    python benchmarks/planted_bugs.py --seeds 20 [--style row_script] [--bug 7] [--jobs 1]
        [--results planted.jsonl] [--known] [--markdown docs/planted_bugs.md]

`planted/STYLE.py` is a right program; `planted/STYLE.plants` holds the bugs: a number, the kinds that name it rightly,
the right text and the wrong one. Each seed changes the start weights, the data and the sizes. No training is done: only
what one recorded run shows is judged. With `--results` every answer is kept, and a program that has its answer there is
not checked again, so that a long run may be cut short and taken up later.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from handgrad.doctor.proof.workshop import Job, Workshop

FOLDER = Path(__file__).parent / "planted"
UNNAMED = ("gradient-mismatch", "unchecked", "no answer")
"""What is said where no bug is named."""
COLUMNS = ("named", "named beside", "unnamed", "misnamed", "missed", "right", "false alarm")
"""Answers: named, named with another name beside it, accused without a name, only by another name, not accused; and of
right programs."""
PLANTED = COLUMNS[:5]
GOOD = ("named", "right")


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


@dataclass(frozen=True)
class Answer:
    """What the check said of one planted program."""

    style: str
    number: str
    seed: int
    program: str
    """A digest of the text."""
    result: str
    expected: tuple[str, ...]
    accusations: tuple[str, ...]
    seconds: float


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


def said(text: str, seconds: float) -> tuple[list[str], float]:
    """The kinds a program is accused of, and how long that took; in a fork."""
    from handgrad.doctor.examine import examine

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what the program prints
    os.dup2(1, 2)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "net.py"
        file.write_text(text)
        report = examine(str(file), (), seconds, 0)
    if report.verdict == "unchecked" and not report.findings:
        return ["unchecked"], report.seconds
    return [finding.kind for finding in report.findings if finding.severity != "note"], report.seconds


def judged(plant: Plant, accusations: Sequence[str]) -> str:
    """What to count an answer as."""
    if not plant.number:
        return "false alarm" if accusations else "right"
    named = [kind for kind in accusations if kind not in UNNAMED]
    if any(kind in plant.kinds for kind in named):
        return "named" if all(kind in plant.kinds for kind in accusations) else "named beside"
    return "misnamed" if named else "unnamed" if accusations else "missed"


def digest(text: str) -> str:
    """A short text that tells one program from another."""
    return hashlib.sha1(text.encode()).hexdigest()[:16]


def kept(path: Path | None) -> dict[tuple[str, str], Answer]:
    """(style and number, program) -> the answer of an earlier run; the last where there are several."""
    rows = path.read_text().splitlines() if path and path.exists() else []
    answers = [answer_of(json.loads(row)) for row in rows]
    return {(f"{answer.style} {answer.number}", answer.program): answer for answer in answers}


def answer_of(row: dict[str, Any]) -> Answer:
    """An answer as it was written down."""
    return Answer(**{**row, "expected": tuple(row["expected"]), "accusations": tuple(row["accusations"])})


def checked(work: dict[Job, tuple[Plant, int]], jobs: int, results: Path | None) -> Iterator[Answer]:
    """The answer to each program, written down as it comes."""
    with Workshop(jobs) as workshop:
        for job, result in workshop.perform(work):
            plant, seed = work[job]
            accusations, seconds = result or (["no answer"], job.seconds)
            answer = Answer(plant.style, plant.number, seed, digest(job.args[0]), judged(plant, accusations),
                            plant.kinds, tuple(accusations), round(seconds, 2))  # fmt: skip
            if results and result:
                with results.open("a") as file:
                    file.write(json.dumps(asdict(answer)) + "\n")
            yield answer


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the bank and print its table."""
    args = options(arguments)
    styles = sorted(path.stem for path in FOLDER.glob("*.py") if args.style in path.stem)
    bank = [plant for style in styles for plant in plants(style) if not args.bug or plant.number == args.bug]
    earlier, answers, work = kept(args.results), list[Answer](), dict[Job, tuple[Plant, int]]()
    for seed in range(args.first, args.first + args.seeds):
        for plant in bank:
            text = plant.program(seed)
            if known := earlier.get((f"{plant.style} {plant.number}", digest(text))):
                answers.append(replace(known, result=judged(plant, known.accusations), expected=plant.kinds))
            else:
                work[Job(said, (text, args.seconds), 3 * args.seconds)] = plant, seed
    begin = time.monotonic()
    for answer in checked({} if args.known else work, args.jobs, args.results):
        answers.append(answer)
        if answer.result not in GOOD:
            print(answer.style, answer.number, f"seed {answer.seed}", answer.result, *answer.expected,
                  "<-", *answer.accusations, f"({answer.seconds} s)", flush=True)  # fmt: skip
    print("\n".join(rows_of(answers)))
    print(f"{len(answers)} answers, {len(work)} of them new, in {time.monotonic() - begin:.0f} s")
    if args.markdown:
        args.markdown.write_text("\n".join(page_of(answers, len(bank) * args.seeds)) + "\n")


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command's options."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--style", default="")
    parser.add_argument("--bug", default="")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=20.0, help="how long one check may take")
    parser.add_argument("--results", type=Path, help="keep every answer in this file, and take up from there")
    parser.add_argument("--known", action="store_true", help="check nothing, count what the results hold")
    parser.add_argument("--markdown", type=Path, help="write a page with the table to a file")
    return parser.parse_args(arguments)


def page_of(answers: Sequence[Answer], wanted: int) -> Iterator[str]:
    """The page: what was run, the table, and everything that was not named rightly."""
    seeds = sorted({answer.seed for answer in answers})
    bugs = {(answer.style, answer.number) for answer in answers if answer.number}
    names = {name for answer in answers for name in answer.expected[:1]}
    most = max((answer.seconds for answer in answers), default=0.0)
    yield from ("# Planted bugs", "")
    yield (
        f"{len({kind_of(number) for _, number in bugs})} kinds of gradient bug, in {len({n for _, n in bugs})} ways of "
        f"writing them, are planted one at a time into right programs of {len({style for style, _ in bugs})} styles: "
        f"{len(bugs)} buggy programs, for which {len(names)} names are right, and the right programs themselves, with "
        f"{len(seeds)} seeds each ({', '.join(map(str, seeds))}). Each seed has its own start weights, data and sizes. "
        f"{len(answers)} programs were checked of {wanted}. "
        "No training is done: only what one recorded run shows is judged. A check took "
        f"{statistics.median(answer.seconds for answer in answers):.1f} s in the middle and {most:.0f} s at most."
    )
    yield from ("", *rows_of(answers), "")
    yield "*Named beside*: rightly named, with another name next to it. *Unnamed*: said to be wrong, without a name."
    yield "*Misnamed*: called by another name alone. *Missed*: not said to be wrong."
    slips = Counter((a.style, a.number, a.result, a.expected, a.accusations) for a in answers if a.result not in GOOD)
    if slips:
        yield from ("", "| style | bug | expected | said | seeds |", "|---|---|---|---|---:|")
    for (style, number, result, expected, said_of_it), count in sorted(slips.items()):
        yield f"| {style} | {number} | {', '.join(expected)} | {', '.join(said_of_it) or result} | {count} |"
    yield from ("", "## Kinds", "", *kinds_of(answers))
    command = f"python benchmarks/planted_bugs.py --seeds {len(seeds)} --results planted.jsonl --markdown PAGE"
    yield from ("", f"Made by `{command}`.")


def kind_of(number: str) -> str:
    """The kind of bug that a number stands for: a letter behind it tells one way of writing it from another."""
    return re.sub(r"(?<=\d)[a-z]$", "", number)


def kinds_of(answers: Sequence[Answer]) -> Iterator[str]:
    """A table of the kinds as Markdown: what they are called, where they were planted, and how many were named."""
    groups: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.number:
            groups[kind_of(answer.number)].append(answer)
    yield "| kind | right names | styles | programs | named |"
    yield "|---|---|---:|---:|---:|"
    for kind, group in sorted(groups.items(), key=lambda each: each[0].zfill(3)):
        names = ", ".join(sorted({name for answer in group for name in answer.expected[:1]}))
        named = sum(answer.result in ("named", "named beside") for answer in group)
        yield f"| {kind} | {names} | {len({answer.style for answer in group})} | {len(group)} | {named} |"


def rows_of(answers: Sequence[Answer]) -> Iterator[str]:
    """The table as Markdown."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for answer in answers:
        counts[answer.style][answer.result] += 1
        counts["all"][answer.result] += 1
    yield f"| style | {' | '.join(COLUMNS)} | named of planted |"
    yield "|---|" + "---:|" * (len(COLUMNS) + 1)
    for style in [*sorted(counts.keys() - {"all"}), "all"]:
        row = counts[style]
        planted = sum(row[column] for column in PLANTED)
        share = f"{(row['named'] + row['named beside']) / planted:.1%}" if planted else "-"
        yield f"| {style} | {' | '.join(str(row[column]) for column in COLUMNS)} | {share} |"


if __name__ == "__main__":
    main()
