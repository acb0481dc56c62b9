"""Words by which programs select an activation, and the others that they know."""

from __future__ import annotations

from handgrad.doctor.edits.choices import choices_in
from handgrad.doctor.edits.syntax import Tree

TABLE = """
ACTIVATIONS = {"tanh": (np.tanh, slope), "sigmoid": (sigmoid, slope)}
SIZES = {"tanh": 3, "relu": 4}
layers = make([(2, 8, "tanh"), (8, 1, 'tanh')])
params["tanh"] = 1
print("tanh")
"""
BRANCHES = """
def bend(kind, z):
    if kind == "relu":
        return np.maximum(z, 0)
    elif kind == "identity":
        return z

class Layer:
    def __init__(self, kind="relu"):
        self.kind = kind
"""
REST = """
def bend(kind, z):
    '''sigmoid'''
    if kind == "sigmoid":
        return 1 / (1 + math.exp(-z))
    return np.tanh(z)

bend("sigmoid", 1.0)
mode = "train" if mode == "test" else "test"
"""


def found(text: str) -> list[tuple[int, str, tuple[str, ...]]]:
    return [(c.node.lineno, str(c.node.value), c.others) for c in choices_in({"net.py": Tree("net.py", text)})]


def test_the_keys_of_a_table_exclude_each_other() -> None:
    assert found(TABLE)[:2] == [(4, "tanh", ("sigmoid",)), (4, "tanh", ("sigmoid",))]


def test_what_one_name_is_compared_with_excludes_each_other() -> None:
    assert found(BRANCHES) == [(9, "relu", ("identity",))]


def test_the_branch_that_is_left_counts_by_what_it_calls() -> None:
    assert found(REST) == [(8, "sigmoid", ("tanh",))]


def test_a_word_is_exchanged_in_its_own_quotes_the_wanted_one_first() -> None:
    choice = choices_in({"net.py": Tree("net.py", TABLE)})[1]
    assert choice.become("sigmoid").text == "'sigmoid'"
    assert choice.towards(["softmax", "sigmoid"]) == ["sigmoid"]
