"""The page of a training: what was printed, the scores by epoch, the network, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from handgrad.report.page import assembled
from handgrad.report.svg import Figure

if TYPE_CHECKING:
    from handgrad.history import History
    from handgrad.network import Network


def training_page(title: str, said: str, history: History, net: Network, more: Sequence[Figure] = ()) -> str:
    """The whole page; `said` is what the command printed, `more` are further figures."""
    scores = dict.fromkeys([*history.epochs.names("training"), *history.epochs.names("validation")])
    parts = [f"<h1>{escape(title)}</h1>", f'<pre tabindex="0" role="group" aria-label="scores">{escape(said)}</pre>']
    curves = [figure for name in scores if (figure := drawn(history, name)) is not None]
    parts += [section("Scores by epoch", curves), section("The weights", weights(net)), section("Its answers", more)]
    record = {"title": title, "scores": {name: history.metric(name) for name in scores},
              "validation": {name: history.validation_metric(name) for name in scores}}  # fmt: skip
    return assembled(title, "\n".join(filter(None, parts)), record)


def drawn(history: History, name: str) -> Figure | None:
    """One score; None where it was never finite."""
    try:
        figure: Figure = history.plot(name)
    except ValueError:
        return None
    return figure


def weights(net: Network) -> list[Figure]:
    """The network's weights, where it has any."""
    try:
        return [net.plot()]
    except ValueError:
        return []


def section(title: str, figures: Sequence[Figure]) -> str:
    """Figures below a heading; nothing where there are none."""
    if not figures:
        return ""
    shown = "".join(
        f'<div class="figure wide" tabindex="0">{figure.inline}</div><p class="soft">{escape(figure.label)}.</p>'
        for figure in figures
    )
    return f"<section><h2>{escape(title)}</h2>{shown}</section>"
