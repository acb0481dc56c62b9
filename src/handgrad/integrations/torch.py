"""PyTorch: the check of an `autograd.Function` or a module with a backward of its own, judged as any other function."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch

from handgrad.doctor.calls.pairs import argument_names
from handgrad.doctor.calls.replay import Replay, called, replayed
from handgrad.doctor.calls.slopes import Slopes
from handgrad.doctor.calls.structure import Point, array_of
from handgrad.doctor.calls.trial import Claims, Trial, name_of, place_of, tried
from handgrad.doctor.finding import Report


def differentiates(subject: Callable[..., Any], arguments: Sequence[Any]) -> bool:
    """Whether a callable maps tensors to tensors, so that torch differentiates it."""
    if not any(isinstance(value, torch.Tensor) for value in arguments):
        return False
    if function_of(subject) is not None or isinstance(subject, torch.nn.Module):
        return True
    result = called(name_of(subject), Replay(), subject, *copy.deepcopy(tuple(arguments)))
    pair = isinstance(result, tuple) and len(result) in (2, len(arguments) + 1)
    return not (pair and np.size(array_of(result[0])) == 1)


def function_of(subject: Any) -> type[torch.autograd.Function] | None:
    """The class behind `MyFunction.apply`."""
    owner = getattr(subject, "__self__", None)
    return owner if isinstance(owner, type) and issubclass(owner, torch.autograd.Function) else None


def check_tensors(subject: Callable[..., Any], arguments: Sequence[Any], seconds: float) -> Report:
    """Judge the gradients that torch gives of every floating tensor that goes in, and of a module's parameters.

    Works in float64, on copies; where the function refuses that, in the precision of its arguments.
    """
    with replayed() as replay:
        call = Call(subject, arguments, replay)
        return tried(call.trial(), seconds)


class Call:
    """A callable with its tensors, as a function of named arrays."""

    def __init__(self, subject: Callable[..., Any], arguments: Sequence[Any], replay: Replay) -> None:
        self.subject, self.arguments, self.replay = subject, arguments, replay
        self.name = name_of(subject)
        self.module = copy.deepcopy(subject).double() if isinstance(subject, torch.nn.Module) else None
        self.names = names_of(subject, len(arguments))
        floating = {
            name: value
            for name, value in zip(self.names, arguments, strict=True)
            if isinstance(value, torch.Tensor) and value.is_floating_point()
        }
        own = dict(self.module.named_parameters()) if self.module is not None else {}
        self.kinds = {name: torch.float64 for name in (*floating, *own)}
        self.point: Point = {name: array_of(value) for name, value in (*floating.items(), *own.items())}
        if not self.point:
            raise TypeError(f"no argument of {self.name} is a tensor of floats")
        try:
            outputs = self.outputs(self.tensors(self.point))
        except ValueError:
            self.kinds = {name: value.dtype for name, value in (*floating.items(), *own.items())}
            outputs = self.outputs(self.tensors(self.point))
        rng = np.random.default_rng(3)
        self.weights = [torch.from_numpy(np.asarray(rng.standard_normal(tuple(y.shape)))) for y in outputs]

    def tensors(self, point: Point) -> dict[str, torch.Tensor]:
        """The arrays as tensors that need a gradient."""
        made = {name: torch.from_numpy(np.array(array)) for name, array in point.items()}
        return {
            name: (tensor if tensor.is_complex() else tensor.to(self.kinds[name])).requires_grad_()
            for name, tensor in made.items()
        }

    def outputs(self, tensors: dict[str, torch.Tensor]) -> list[torch.Tensor]:
        """The floating tensors that come out."""
        given = [tensors.get(name, value) for name, value in zip(self.names, self.arguments, strict=True)]
        if self.module is None:
            result = called(self.name, self.replay, self.subject, *given)
        else:
            own = {name: tensor for name, tensor in tensors.items() if name not in self.names}
            module = copy.deepcopy(self.module)
            result = called(self.name, self.replay, torch.func.functional_call, module, own, tuple(given))
        parts = result if isinstance(result, (tuple, list)) else (result,)
        found = [y for y in parts if isinstance(y, torch.Tensor) and (y.is_floating_point() or y.is_complex())]
        if not found:
            raise TypeError(f"{self.name} returns no tensor of floats")
        return found

    def total(self, outputs: Sequence[torch.Tensor]) -> torch.Tensor:
        """sum(dy y) over all outputs."""
        terms = [(y * dy.to(y.real.dtype)).sum() for y, dy in zip(outputs, self.weights, strict=True)]
        return torch.stack(terms).sum()

    def loss(self, point: Point) -> Any:
        """The total at a point, as a number."""
        with torch.no_grad():
            return self.total(self.outputs(self.tensors(point))).numpy()[()]

    def claims(self, where: Point, right: dict[str, Slopes]) -> Claims:
        """What torch says the gradients are."""
        tensors = self.tensors(where)
        total = self.total(self.outputs(tensors))
        if not total.requires_grad:
            return Claims({}, tuple(where))
        found = called(
            f"the backward of {self.name}",
            lambda: torch.autograd.grad(total, list(tensors.values()), allow_unused=True),
        )
        given = {name: array_of(grad) for name, grad in zip(tensors, found, strict=True) if grad is not None}
        return Claims(given, tuple(name for name in where if name not in given))

    def trial(self) -> Trial:
        """The trial of this call."""
        function = function_of(self.subject)
        written: Any = self.subject if function is None else function.backward
        place = place_of(written if self.module is None else type(self.module).forward)
        return Trial(self.point, self.loss, self.claims, place, "the derivative of forward", their_loss=False)


def names_of(subject: Any, count: int) -> list[str]:
    """What the arguments are called."""
    function = function_of(subject)
    if function is None:
        return argument_names(subject.forward if isinstance(subject, torch.nn.Module) else subject, count)
    offset = 0 if "setup_context" in vars(function) else 1  # the context comes first
    return argument_names(function.forward, count + offset)[offset:]
