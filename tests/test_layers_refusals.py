"""What does not fit a layer is refused in one sentence that names the layer and what was given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from handgrad import layers
from handgrad.layers.attention import SelfAttention
from handgrad.layers.bidirectional import Bidirectional
from handgrad.layers.branches import Chain, Parallel, Residual
from handgrad.layers.convolution import Conv1D, Conv2D
from handgrad.layers.dense import Dense
from handgrad.layers.embedding import Embedding
from handgrad.layers.group_normalization import GroupNorm
from handgrad.layers.gru import GRU
from handgrad.layers.lstm import LSTM
from handgrad.layers.normalization import BatchNorm
from handgrad.layers.pooling import AveragePool, GlobalMaxPool, MaxPool
from handgrad.layers.rnn import RNN
from handgrad.layers.shape import Reshape
from handgrad.layers.transposed_convolution import ConvTranspose1D, ConvTranspose2D
from handgrad.network import Network
from handgrad.pair import Layer, Shape

RNG = np.random.default_rng(0)

SETTINGS: dict[str, tuple[Callable[[], Any], str]] = {
    "no units": (lambda: Conv2D(0), r"Conv2D: units must be a whole number, 1 or more, not 0"),
    "size 0": (lambda: Conv2D(2, 0), r"Conv2D: size must be .*, not 0"),
    "size of three axes": (lambda: Conv2D(2, (3, 3, 3)), r"Conv2D: size must be .* tuple of 2, not \(3, 3, 3\)"),
    "padding below 0": (lambda: Conv1D(2, padding=-1), r"Conv1D: padding must be .* 0 or more.*, not -1"),
    "padding by another name": (lambda: Conv1D(2, padding="full"), r"Conv1D: padding must be .*, not 'full'"),
    "extra as large as the stride": (
        lambda: ConvTranspose1D(2, stride=2, extra=2),
        r"ConvTranspose1D: extra must be below",
    ),
    "pool of half a cell": (lambda: MaxPool(0.5), r"MaxPool: size must be .*, not 0.5"),  # type: ignore[arg-type]
    "no head": (lambda: SelfAttention(0), r"SelfAttention: heads must be a whole number, 1 or more, not 0"),
    "units of text": (lambda: LSTM("8"), r"LSTM: units must be a whole number, 1 or more, not '8'"),  # type: ignore[arg-type]
    "no group": (lambda: GroupNorm(0), r"GroupNorm: groups must be a whole number, 1 or more, not 0"),
    "join by another name": (lambda: Parallel((Dense(2),), "mean"), r"Parallel: join must be .*, not 'mean'"),
    "no branch": (lambda: Parallel(()), r"Parallel: it needs at least one branch"),
}


@pytest.mark.parametrize(("make", "sentence"), SETTINGS.values(), ids=SETTINGS)
def test_a_setting_that_makes_no_sense_is_refused(make: Callable[[], Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        make()


def test_what_is_no_layer_is_refused() -> None:
    with pytest.raises(TypeError, match=r"Residual: it is made of layers such as .*, not of 3"):
        Residual((3,))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"Chain: it takes a list of layers such as .*, not Dense"):
        Chain(Dense(3))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"Bidirectional: it takes a recurrent layer such as .*, not Dense"):
        Bidirectional(Dense(3))


SHAPES: dict[str, tuple[Layer, Shape, str]] = {
    "a row for images": (Conv2D(2), (64,), r"Conv2D: .*\(height, width, channels\), not the shape \(64,\)"),
    "an image for sequences": (Conv1D(2), (8, 8, 1), r"Conv1D: .*\(steps, channels\), not the shape \(8, 8, 1\)"),
    "a window that is too large": (
        Conv2D(2, 3),
        (5, 2, 1),
        r"Conv2D: a window of \(3, 3\) is larger than its inputs of \(5, 2\)$",
    ),
    "a window spread too far": (
        Conv1D(2, 3, padding=1, dilation=4),
        (5, 1),
        r"Conv1D: a window of \(9,\) is larger than its inputs of \(5,\), with padding \(7,\)",
    ),
    "a pool that is too large": (MaxPool(4), (3, 2), r"MaxPool: a window of \(4,\) is larger than .* of \(3,\)"),
    "a pool of padding": (AveragePool(2, padding=2), (3, 2), r"AveragePool: padding 2 leaves windows of \(2,\)"),
    "a pool for other axes": (MaxPool((2, 2)), (4, 3), r"MaxPool: \(2, 2\) is for 2 axes, and samples \(4, 3\) have 1"),
    "a row to pool": (GlobalMaxPool(), (7,), r"GlobalMaxPool: one sample has axes \(..., channels\).*, not \(7,\)"),
    "groups that do not fit": (Conv2D(4, groups=2), (4, 4, 3), r"Conv2D: 3 channels of .*\(4, 4, 3\) and 4 units .* 2"),
    "nothing left": (
        ConvTranspose2D(2, 2, padding=3),
        (2, 2, 1),
        r"ConvTranspose2D: .* 3 nothing is left .*\(2, 2, 1\)",
    ),
    "groups of channels": (GroupNorm(2), (4, 5), r"GroupNorm: the channels of samples \(4, 5\) .* 2 groups"),
    "no step": (LSTM(3), (0, 2), r"LSTM: a sequence needs at least one step, and samples of shape \(0, 2\) have none"),
    "no sequence": (GRU(3), (5,), r"GRU: one sample has the axes \(steps, width\), not the shape \(5,\)"),
    "no step to attend to": (SelfAttention(1), (0, 2), r"SelfAttention: a sequence needs at least one step.*\(0, 2\)"),
    "heads that do not fit": (SelfAttention(3), (4, 8), r"SelfAttention: the width of samples \(4, 8\) .* 3 heads"),
    "a short cut to another shape": (Residual((Dense(3),)), (4,), r"Residual: its layers make \(3,\) of .*\(4,\)"),
    "a sum of two widths": (Parallel((Dense(2), Dense(3)), "sum"), (4,), r"Parallel: .* \(2,\), \(3,\) of .*\(4,\)"),
    "a layer inside a chain": (Chain((Dense(3), LSTM(2))), (4,), r"LSTM: one sample has .* not the shape \(3,\)"),
    "too few numbers": (Reshape((2, 3)), (5,), r"Reshape: samples of .*\(5,\) .* as many numbers as \(2, 3\)"),
    "a single number": (Dense(2), (), r"Dense: one sample needs at least one number along its last axis, and \(\)"),
}


@pytest.mark.parametrize(("layer", "inputs", "sentence"), SHAPES.values(), ids=SHAPES)
def test_samples_that_do_not_fit_are_refused_with_both_shapes(layer: Layer, inputs: Shape, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        layer.output_shape(inputs)


@pytest.mark.parametrize("name", layers.registry())
def test_every_layer_with_parameters_refuses_another_width(name: str) -> None:
    for layer, inputs in layers.registry()[name].examples().values():
        params = layer.init(np.random.default_rng(0), inputs)
        sample = layer.sample(np.random.default_rng(0), 2, inputs)
        if sample.dtype.kind != "f" or not list(params.items()) or isinstance(layer, (Chain, Parallel, Bidirectional)):
            continue
        wider = np.concatenate([sample, sample], axis=-1)
        with pytest.raises(ValueError, match=rf"^{name}: .*{inputs[-1]}.*{2 * inputs[-1]}"):
            layer.forward(params, wider)


@pytest.mark.parametrize("layer", [RNN(2), GRU(2), LSTM(2), SelfAttention(1), Bidirectional(LSTM(2))], ids=repr)
def test_a_mask_of_another_shape_or_kind_is_refused(layer: Any) -> None:
    x = RNG.standard_normal((3, 4, 2))
    params = layer.init(RNG, (4, 2))
    for mask in (np.ones((3, 5), bool), np.ones((2, 4), bool), np.ones((3, 4, 2), bool), np.ones((3, 4), int)):
        with pytest.raises(
            ValueError, match=r": a mask for inputs of shape \(3, 4, 2\) holds true or false in shape \(3, 4\)"
        ):
            layer.forward(params, x, mask=mask)


def test_a_network_refuses_a_mask_that_does_not_fit_its_layers() -> None:
    net = Network((4, 2), [LSTM(3, True), Bidirectional(GRU(2)), Dense(1)])
    x, y = RNG.standard_normal((3, 4, 2)), np.zeros((3, 1))
    with pytest.raises(ValueError, match=r"LSTM: a mask for inputs of shape \(3, 4, 2\) .* not bool in \(3, 5\)"):
        net.predict(x, mask=np.ones((3, 5), bool))
    with pytest.raises(ValueError, match=r"LSTM: a mask for inputs of shape \(3, 4, 2\) .* not int64 in \(3, 4\)"):
        net.fit(x, y, mask=np.ones((3, 4), np.int64), progress=False)
    with pytest.raises(ValueError, match=r"validation data: the mask has shape \(2, 4\); .* 3 rows"):
        net.fit(x, y, validation_data=(x, y, None, np.ones((2, 4), bool)), progress=False)


@pytest.mark.parametrize("wrong", [5, -1, 1.5, np.nan])
def test_token_numbers_out_of_range_are_refused(wrong: float) -> None:
    net = Network(3, [Embedding(5, 2), LSTM(2), Dense(1)])
    with pytest.raises(ValueError, match=r"whole numbers|Embedding: token numbers are whole, from 0 to 4|NaN"):
        net.predict([[0, 1, wrong]])
    with pytest.raises(ValueError, match=r"Embedding: token numbers are whole, from 0 to 4, and one here is"):
        net.layers[0].forward(net.parameters[0], np.array([[0, 1, wrong]]))


def test_predict_before_any_running_statistics_is_refused() -> None:
    net = Network(3, [BatchNorm(), Dense(1)])
    with pytest.raises(ValueError, match=r"BatchNorm: there are no running statistics before the first training batch"):
        net.predict(np.ones((2, 3)))
    inside = Network(3, [Residual((BatchNorm(), Dense(3))), Dense(1)])
    with pytest.raises(ValueError, match=r"BatchNorm: there are no running statistics"):
        inside.predict(np.ones((2, 3)))


def test_a_layer_that_does_not_fit_is_named_by_its_place() -> None:
    with pytest.raises(ValueError, match=r"layers\[1\] does not fit: MaxPool: a window of \(4, 4\) .* \(2, 2\)"):
        Network((4, 4, 1), [Conv2D(2), MaxPool(4), Dense(1)])
