"""Elementwise operations of `math` and `scipy.special` that NumPy does not have."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from handgrad.activations import erf, erfc, logistic, normal_below, soft_plus
from handgrad.program.operations.table import Function, elementwise


def scalar(function: Function) -> Function:
    """The same function, giving a number for a number."""
    return lambda *operands: np.asarray(function(*(np.asarray(each) for each in operands)))[()]


def xlogy(x: Any, y: Any) -> Any:
    """x log(y), zero where x is zero."""
    return np.where(np.real(x) == 0, x * 0, x * np.log(np.where(np.real(x) == 0, 1, y)))


def entropy(x: Any) -> Any:
    """-x log(x), zero at zero."""
    return -xlogy(x, x)


BELL = 2 / math.sqrt(math.pi)

elementwise("expit", lambda x, y: y * (1 - y), function=scalar(logistic))
elementwise("log_expit", lambda x, y: logistic(-x), function=scalar(lambda x: -soft_plus(-x)))
elementwise("logit", lambda x, y: 1 / (x * (1 - x)), function=scalar(lambda x: np.log(x / (1 - x))))
elementwise("erf", lambda x, y: BELL * np.exp(-x * x), function=scalar(erf))
elementwise("erfc", lambda x, y: -BELL * np.exp(-x * x), function=scalar(erfc))
elementwise("ndtr", lambda x, y: BELL / math.sqrt(8) * np.exp(-x * x / 2), function=scalar(normal_below))
elementwise("xlogy", lambda a, b, y: np.log(b), lambda a, b, y: np.where(a == 0, 0.0, a / b), function=scalar(xlogy))
elementwise("entr", lambda x, y: -np.log(x) - 1, function=scalar(entropy))
