"""Uncalled: the call that is missing is found where a method is there and nothing calls it."""

from __future__ import annotations

from handgrad.doctor.edits.syntax import Tree, spliced
from handgrad.doctor.edits.uncalled import calls

PROGRAM = """
class Model:
    def __init__(self):
        self.grad = 0.0
    def clear(self):
        self.grad = 0.0
    def forget(self, names):
        self.grad = 0.0
    def work(self):
        self.grad += 1.0

model, step = Model(), print
for epoch in range(3):
    step(epoch)
    model.work()
"""


def texts(program: str) -> list[str]:
    return [spliced({"a.py": program}, (call,))["a.py"] for call in calls({"a.py": Tree("a.py", program)}, "grad")]


def test_the_call_comes_behind_the_last_use_and_first_in_the_loop_on_every_object_used_there() -> None:
    behind = PROGRAM.replace("model.work()", "model.work()\n    model.clear()")
    first = [PROGRAM.replace("    step(epoch)", f"    {owner}.clear()\n    step(epoch)") for owner in ("step", "model")]
    assert texts(PROGRAM) == [behind, *first]


def test_nothing_is_missing_where_it_is_called() -> None:
    assert texts(PROGRAM + "model.clear()\n") == []


LAYERS = """
class Layer:
    def __init__(self):
        self.grad = 0.0
    def clear(self):
        self.grad = 0.0
    def forward(self, x):
        return x
    def back(self, g):
        self.grad += g

layers = [Layer(), Layer()]
for layer in layers:
    layer.forward(1)
for layer in layers:
    layer.back(1)
"""


def test_a_loop_over_the_objects_that_adds_to_them_comes_first() -> None:
    assert texts(LAYERS)[0] == LAYERS.replace("layer.back(1)", "layer.clear()\n    layer.back(1)")
