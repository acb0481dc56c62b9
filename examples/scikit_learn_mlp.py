"""A second pair of eyes on a real library: the gradient of scikit-learn's MLPRegressor against its own loss.

With several outputs the loss is a mean over all outputs and the gradient a sum over them, so the gradient is as many
times too long as there are outputs: https://github.com/scikit-learn/scikit-learn/issues/8349, open since 2017. With
one output both are the same. The methods used here are private to scikit-learn; this was written against 1.9.1.
"""

from __future__ import annotations

import numpy as np
from sklearn.neural_network import MLPRegressor

import handgrad


def loss_and_gradient_of(model, x, y):
    """The function that scikit-learn hands to its optimiser, of the weights and biases instead of one long vector."""

    def loss_and_gradient(params):
        model.coefs_, model.intercepts_ = params["coefs"], params["intercepts"]
        activations = [x, *(np.empty((len(x), bias.size)) for bias in model.intercepts_)]
        deltas = [np.empty_like(activation) for activation in activations[1:]]
        gradients = (
            [np.empty_like(array) for array in model.coefs_],
            [np.empty_like(array) for array in model.intercepts_],
        )
        loss, coefs, intercepts = model._backprop(x, y, None, activations, deltas, *gradients)
        return loss, {"coefs": coefs, "intercepts": intercepts}

    return loss_and_gradient


def check(outputs):
    """The check of a regressor with so many outputs and one hidden layer, without the penalty on the weights."""
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((20, 4)), rng.standard_normal((20, outputs))
    model = MLPRegressor(hidden_layer_sizes=(5,), activation="tanh", alpha=0, random_state=0)
    model.partial_fit(x, y if outputs > 1 else y.ravel())
    params = {"coefs": model.coefs_, "intercepts": model.intercepts_}
    return handgrad.check(loss_and_gradient_of(model, x, y), params)


if __name__ == "__main__":
    for outputs in (1, 3):
        print(f"outputs: {outputs}\n{check(outputs)}")
