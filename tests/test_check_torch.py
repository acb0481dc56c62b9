"""`handgrad.check(MyFunction.apply, x)`: torch functions and modules with a backward of their own."""

from __future__ import annotations

from typing import Any

import pytest

import handgrad

torch = pytest.importorskip("torch")


class TanhProduct(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Any, w: Any, power: int = 1) -> Any:
        y = torch.tanh(x @ w)
        ctx.save_for_backward(x, w, y)
        return y**power if power != 1 else y

    @staticmethod
    def backward(ctx: Any, dy: Any) -> Any:
        x, w, y = ctx.saved_tensors
        dz = dy * (1 - y**2)
        return dz @ w.T, x.T @ dz, None


class Uphill(TanhProduct):
    @staticmethod
    def backward(ctx: Any, dy: Any) -> Any:
        dx, dw, _ = TanhProduct.backward(ctx, dy)
        return dx, -dw, None


class Forgetful(TanhProduct):
    @staticmethod
    def backward(ctx: Any, dy: Any) -> Any:
        return None, TanhProduct.backward(ctx, dy)[1], None


class Split(torch.autograd.Function):
    """Two outputs, and the context in a method of its own."""

    @staticmethod
    def forward(x: Any) -> Any:
        return x**2, x**3

    @staticmethod
    def setup_context(ctx: Any, inputs: Any, output: Any) -> None:
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx: Any, d2: Any, d3: Any) -> Any:
        (x,) = ctx.saved_tensors
        return 2 * x * d2 + 3 * x**2 * d3


class Module(torch.nn.Module):
    def __init__(self, function: Any) -> None:
        super().__init__()
        self.weights = torch.nn.Parameter(torch.randn(3, 2))
        self.function = function

    def forward(self, x: Any) -> Any:
        return self.function.apply(x, self.weights).sum(dim=1)


@pytest.fixture(autouse=True)
def seed() -> None:
    torch.manual_seed(0)


def test_a_right_function() -> None:
    report = handgrad.check(TanhProduct.apply, torch.randn(4, 3), torch.randn(3, 2))
    assert (report.verdict, [gradient.name for gradient in report.gradients]) == ("right", ["x", "w"])
    assert handgrad.check(TanhProduct.apply, torch.randn(4, 3), torch.randn(3, 2), 1).verdict == "right"
    assert handgrad.check(Split.apply, torch.randn(4)).verdict == "right"


def test_a_wrong_function() -> None:
    report = handgrad.check(Uphill.apply, torch.randn(4, 3), torch.randn(3, 2))
    (finding,) = report.findings
    assert (finding.kind, finding.place.source) == ("sign-error", "def backward(ctx: Any, dy: Any) -> Any:")
    assert {gradient.name for gradient in report.gradients if gradient.state == "wrong"} == {"w"}


def test_a_gradient_that_is_left_out() -> None:
    report = handgrad.check(Forgetful.apply, torch.randn(4, 3), torch.randn(3, 2))
    assert (report.verdict, report.not_checked) == ("right", ("x: no gradient of it was found",))


def test_modules() -> None:
    module, x = Module(TanhProduct), torch.randn(4, 3)
    kept = module.weights.detach().clone()
    report = handgrad.check(module, x)
    assert (report.verdict, [gradient.name for gradient in report.gradients]) == ("right", ["x", "weights"])
    assert module.weights.dtype == torch.float32 and torch.equal(module.weights, kept) and module.weights.grad is None
    assert [finding.kind for finding in handgrad.check(Module(Uphill), x).findings] == ["sign-error"]


def test_a_loss_with_its_gradient() -> None:
    x = torch.randn(5, 3, dtype=torch.float64)

    def both(w: Any, factor: float = 1.0) -> Any:
        w = w.detach().clone().requires_grad_()
        loss = ((x @ w) ** 2).mean()
        loss.backward()
        return loss, factor * w.grad

    w = torch.randn(3, 2, dtype=torch.float64)
    assert handgrad.check(both, w).verdict == "right"
    assert [finding.kind for finding in handgrad.check(lambda w: both(w, 2.0), w).findings] == ["gradient-scale"]


def test_nothing_to_differentiate() -> None:
    with pytest.raises(TypeError, match=r"no argument of .* is a tensor of floats"):
        handgrad.check(TanhProduct.apply, torch.ones(2, dtype=torch.int64))
    with pytest.raises(ValueError, match="cannot be called: it raises RuntimeError"):
        handgrad.check(TanhProduct.apply, torch.randn(4, 3), torch.randn(4, 2))
