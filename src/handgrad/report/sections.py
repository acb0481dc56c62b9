"""The sections of the page, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from html import escape
from typing import Any

from handgrad.doctor.finding import Buy, Report
from handgrad.report.answers import what_it_answers
from handgrad.report.cards import cards
from handgrad.report.network_figure import NAMES, SHOWN, network
from handgrad.report.parts import drawn, missing, picture_section, scrolled, section, soft
from handgrad.report.record import code_and_title
from handgrad.report.steps import walk
from handgrad.report.tensors import BACKWARD
from handgrad.report.text import clean, ending, fixed_titles, gradient_words, ordered, version_of

Section = Callable[[Report], str]


def verdict_words(report: Report) -> str:
    """The answer in a few words."""
    problems = sum(found.severity != "note" for found in report.findings)
    if problems:
        return f"{problems} problem{'s' * (problems != 1)}"
    if report.verdict == "unchecked":
        return "not checked"
    right = sum(gradient.state == "right" for gradient in report.gradients)
    return f"no problem found in {right} gradient{'s' * (right != 1)}" if right else "no problem found"


def answer(report: Report) -> str:
    """The first lines: what it is, and how much of it is wrong."""
    mark = {"wrong": "✗ ", "right": "✓ "}.get(report.verdict, "")
    facts = [numbers_wrong(report), gradient_words(report.gradients), clean(report.reason)]
    said = [fact[0].upper() + fact[1:] + "." for fact in facts if fact]
    head = f"<h1>{mark}{escape(verdict_words(report).capitalize())}</h1>"
    file = f'<p class="soft"><code>{escape(report.file)}</code></p>'
    return f'{head}<p class="lede">{escape(" ".join(said))}</p>{found_where(report)}{file}'


def found_where(report: Report) -> str:
    """A line for each of several problems, which leads to its card."""
    problems = [found for found in ordered(report.findings) if found.severity != "note"]
    lines = (
        f'<li><a href="#finding-{number}">{escape(code_and_title(found.kind)[1])}</a>, line {found.place.line}</li>'
        for number, found in enumerate(problems, 1)
    )
    return f"<ol>{''.join(lines)}</ol>" if len(problems) > 1 else ""


def numbers_wrong(report: Report) -> str:
    """How many single numbers of the gradients are wrong, at the step that is drawn."""
    drawn = [t for t in report.picture.get("tensors", ()) if t.get("number") is not None and t["kind"] in BACKWARD]
    wrong = sum(tensor["wrong"] for tensor in drawn)
    total = sum(tensor["shape"][0] * tensor["shape"][1] for tensor in drawn)
    return f"{wrong:,} of {total:,} gradient numbers are wrong" if wrong else ""


def what_each_fix_buys(report: Report) -> str:
    """Starts solved with every set of fixes, and the loss on the way."""
    if not report.buys:
        return ""
    fixes = sorted({number for buy in report.buys for number in buy.fixes})
    titles = dict(zip(fixes, fixed_titles(report), strict=False))
    rows = "".join(buy_row(buy, version_of(buy, titles, fixes)) for buy in report.buys)
    task = next((buy.task for buy in report.buys if buy.task), "")
    cut = "" if all(buy.finished for buy in report.buys) else " Runs were cut short by the time allowed."
    said = f"Every version was trained from the same {report.buys[0].starts} starts. Solved: {task}.{cut}"
    curves = f"<p>The first start:</p>{drawn(report, 'training')}"
    return section("buys", "What each fix buys", f'{soft(said)}<ul class="versions">{rows}</ul>{curves}')


def buy_row(buy: Buy, name: str) -> str:
    """One version: its bar and its end."""
    share = 100 * buy.solved / buy.starts if buy.starts else 0
    bar = f'<span class="track"><span class="bar" style="width:{share:.4g}%"></span></span>'
    return (f'<li><strong>{escape(name)}</strong><span>{bar} {buy.solved} of {buy.starts}</span>'
            f'<span class="soft">{escape(ending(buy))}</span></li>')  # fmt: skip


def training_curve(report: Report) -> str:
    """The loss along the training of the program as written, where no fix is compared with it."""
    if report.buys or not report.picture.get("curves"):
        return ""
    said = "The squared error of what the program answers on the way, from its first start."
    return picture_section(report, "training", "Training", said)


def the_network(report: Report) -> str:
    """The network with a switch for what its edges show."""
    if not report.picture.get("step"):
        return section("network", "Pictures", soft("Not shown: no training step was recorded."))
    wrong = any(tensor["state"] == "wrong" for tensor in report.picture["tensors"])
    kinds = SHOWN if wrong else ("gradient", "weights")
    figures = [(name, figure) for name in kinds if (figure := network(report.picture, name))]
    if not figures:
        return section("network", "The network", missing(report, "layers", "its layers could not be told apart"))
    radios = "".join(
        f'<input type="radio" name="net" id="net-{name}"{" checked" * (name == "gradient")}>'
        f'<label for="net-{name}">{NAMES[name]}</label>'
        for name, _ in figures
    )
    shown = "".join(
        f'<div class="shown {name} figure wide" tabindex="0">{figure.inline}</div>' for name, figure in figures
    )
    calm = calm_weights(report)
    inside = f'<fieldset class="pick"><legend class="soft">{escape(calm)}</legend>{radios}{shown}</fieldset>'
    return section("network", "The network", inside)


def calm_weights(report: Report) -> str:
    """Where in the picture to look."""
    wrong = [t for t in report.picture["tensors"] if t["state"] == "wrong" and t["kind"] in ("dW", "db")]
    if not wrong:
        return "no gradient of this step is wrong"
    keys = ", ".join(tensor["key"] for tensor in wrong)
    if all(tensor["kind"] == "db" for tensor in wrong):
        return f"the gradients of the weights are right; the wrong numbers are in those of the biases: {keys}"
    return f"the wrong numbers are in {keys}"


def along_the_step(report: Report) -> str:
    """The loss along the program's own step."""
    data = report.picture.get("along") or {}
    said = f"Where the program's own update leads, and where the right gradient leads on a step of the same length. \
Up: {data.get('loss', 'the loss')}."
    return picture_section(report, "along", "The loss along your step", said)


def who_is_alive(report: Report) -> str:
    """Which units let something through."""
    said = "Rows are units, columns recorded steps; the shade is the share of the rows of data that switch a unit on, \
a cross is none. Silent hidden units are normal; a silent output is not."
    layers = report.picture.get("alive", ())
    if layers and all(share == 1 for layer in layers for shares in layer["shares"] for share in shares):
        said = "Every unit lets something through on every row of data, at every recorded step."
        return section("alive", "Who is alive", soft(said), half=True)
    return picture_section(report, "alive", "Who is alive", said)


def gradient_sizes(report: Report) -> str:
    """How large each gradient is, by layer and step."""
    said = "A log scale, with a lane of its own for exactly 0: small and dead are different things."
    return picture_section(report, "sizes", "Gradient size by layer", said)


def what_was_checked(report: Report) -> str:
    """What the answer rests on, and what it does not."""
    step = report.picture.get("step")
    facts = [f"The pictures show step {step['number']} of {step['recorded']} recorded ones."] if step else []
    facts += [f"{clean(fact)}" for fact in report.checked[:40]]
    facts += [f"and {len(report.checked) - 40} more" for _ in range(len(report.checked) > 40)]
    others = [clean(fact) for fact in (*report.not_checked, report.reason) if fact]
    others += [f"steps {dead}: every gradient is exactly 0, and a wrong formula would give 0 too"
               for dead in dead_steps(report.picture)]  # fmt: skip
    others += ["the gradients of steps after the recorded ones"] if step else []
    facts.append(f"To see it again: handgrad check {clean(report.file)}")
    lists = [f"<h3>{title}</h3><ul>{''.join(f'<li>{escape(fact)}</li>' for fact in each)}</ul>"
             for title, each in (("Checked", facts), ("Not checked", others))]  # fmt: skip
    return section("checked", "What was checked, and what was not", "".join(lists))


def dead_steps(picture: dict[str, Any]) -> list[str]:
    """The recorded steps at which every gradient is exactly 0, in one text; nothing where there are none."""
    norms = [[own for own, _ in entry["norms"]] for entry in picture.get("sizes", ())]
    dead = [str(step) for step, each in enumerate(zip(*norms, strict=False), 1) if not any(each)]
    return [", ".join(dead)] if dead else []


def tables(report: Report) -> str:
    """Every gradient's verdict, and the record itself."""
    rows = "".join(
        f"<tr><th>{escape(each.name)}</th><td>{each.line}</td><td>{'×'.join(map(str, each.shape))}</td>"
        f'<td class="words">{escape(each.state.replace("-", " "))}</td>'
        f"<td>{'' if each.relative_error is None else f'{each.relative_error:.2g}'}</td></tr>"
        for each in report.gradients
    )
    head = "<tr><th>parameter</th><th>line</th><th>shape</th><th>gradient</th><th>relative error</th></tr>"
    table = scrolled(f"<table>{head}{rows}</table>", "every gradient")
    listed = f"<details><summary>every gradient</summary>{table}</details>" if rows else ""
    button = '<button id="save" class="button" hidden>save the record as JSON</button>'
    return section("tables", "All gradients" if rows else "The record", listed + button)


def of_a_step(make: Section) -> Section:
    """A section that there is only where a step was recorded: one line elsewhere says so for all."""

    @wraps(make)
    def made(report: Report) -> str:
        return make(report) if report.picture.get("step") else ""

    return made


SECTIONS: tuple[Section, ...] = (
    answer, cards, what_each_fix_buys, the_network,
    *map(of_a_step, (walk, training_curve, along_the_step, who_is_alive, gradient_sizes, what_it_answers)),
    what_was_checked, tables,
)  # fmt: skip
"""Every section, in order."""
