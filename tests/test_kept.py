"""The best round kept: without a copy it is lost, with one, or where nothing changes in place, it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import SECONDS, subject_of

from handgrad.doctor.proof.prove import Prover, survey
from handgrad.doctor.proof.trial import Subject
from handgrad.doctor.proof.workshop import Job, Workshop

PROGRAM = """
import numpy as np
from copy import deepcopy
rng = np.random.default_rng(0)
X = rng.uniform(-2, 2, (40, 2))
Y = np.sin(X[:, :1]) + 0.3 * rng.normal(size=(40, 1))

class Net:
    def __init__(self):
        self.A, self.B = rng.normal(size=(2, 9)), rng.normal(size=(9, 1))

    def forward(self, x):
        self.x, self.h = x, np.tanh(x @ self.A)
        return self.h @ self.B

    def backward(self, d):
        return self.x.T @ (d @ self.B.T * (1 - self.h ** 2)), self.h.T @ d

class Keeper:
    def __init__(self):
        self.best, self.kept = 1e9, None

    def look(self, loss, what):
        if loss < self.best:
            self.best = loss
            self.kept = {held}

net, keeper = Net(), Keeper()
A, B = net.A, net.B
p = {{"A": net.A, "B": net.B}}
rows = [list(row) for row in net.A]
best, best_loss = None, np.inf
for step in range(30):
    d = net.forward(X[:20]) - Y[:20]
    dA, dB = net.backward(d / 20)
    {update}
    loss = np.mean((net.forward(X[20:]) - Y[20:]) ** 2) * (1 if step == 3 else 2)
    {keep}
{end}
"""
IN_PLACE = "net.A -= 0.1 * dA; net.B -= 0.1 * dB"
ANEW = "net.A = net.A - 0.1 * dA; net.B = net.B - 0.1 * dB"
IF = "if loss < best_loss: "


def program(keep: str, end: str, update: str = IN_PLACE, held: str = "what") -> str:
    return PROGRAM.format(keep=keep, end=end, update=update, held=held)


LOST = {
    "array": program(IF + "best_loss = loss; best = net.A", "print(best)"),
    "pair": program(IF + "best_loss, best = loss, (net.A, net.B)", "print(best[0])"),
    "two": program(IF + "best_loss = loss; best_a, best_b = net.A, net.B", "print(best_a, best_b)"),
    "shallow": program(IF + "best_loss = loss; best = p.copy()", "print(best)"),
    "dict": program(IF + "best_loss = loss; best = dict(p)", "print(best['A'])"),
    "list": program(IF + "best_loss = loss; best = [A, B]", "net.A, net.B = best"),
    "object": program(IF + "best_loss = loss; best = net", "print(best.forward(X))", ANEW),
    "attribute": program("keeper.look(loss, [net.A, net.B])", "net.A, net.B = keeper.kept"),
    "rows": program(IF + "best_loss = loss; best = rows[:]", "print(best)", IN_PLACE + "; rows[0][0] -= 0.1"),
}
KEPT = {
    "copies": program(IF + "best_loss = loss; best = net.A.copy()", "print(best)"),
    "anew": program(IF + "best_loss = loss; best = net.A", "print(best)", ANEW),
    "deep": program(IF + "best_loss = loss; best = deepcopy(net)", "print(best.forward(X))"),
    "copied inside": program("keeper.look(loss, [net.A, net.B])", "net.A, net.B = keeper.kept", held="deepcopy(what)"),
    "first is best": program("if loss < 9: best_loss = loss; best = net; break", "print(best.forward(X))"),
    "found": program("if loss < 9 + best_loss: best_loss = loss; best = net; break", "print(best.forward(X))"),
    "grows": program(IF + "best_loss = loss; best = rows", "print(best)", IN_PLACE + "; rows.append(rows[0])"),
    "never read": program(IF + "best_loss = loss; best = p", "print(best_loss)"),
    "own name": program(IF + "best_loss = loss; best = p.copy(); best['t'] = step", "print(best['t'])"),
}


def prover_of(workshop: Workshop, subject: Subject) -> Prover:
    ((_, seen),) = workshop.perform([Job(survey, (subject,), SECONDS)], float("inf"))
    return Prover(subject, seen, workshop, float("inf"), 0)


@pytest.mark.parametrize("name", LOST)
def test_the_best_that_later_updates_change_is_said_and_copied(workshop: Workshop, tmp_path: Path, name: str) -> None:
    prover = prover_of(workshop, subject_of(LOST[name], tmp_path))
    (sign,) = (sign for sign in prover.found.signs if sign.finding.kind == "aliasing")
    repair = prover.proved(sign).repair
    assert repair is not None
    assert "copy" in repair.splices[0].text


@pytest.mark.parametrize("name", KEPT)
def test_what_stays_as_it_was_when_it_was_kept_is_let_be(workshop: Workshop, tmp_path: Path, name: str) -> None:
    prover = prover_of(workshop, subject_of(KEPT[name], tmp_path))
    assert prover.found.outcome.good
    assert "aliasing" not in [sign.finding.kind for sign in prover.found.signs]
