"""XOR with the verbs of a network written by hand: forward, backward and step, one row at a time."""

from __future__ import annotations

import handgrad as hg
from handgrad import datasets

X, Y = datasets.xor()  # (4, 2), (4, 1)
net = hg.Network.of(inputs=2, hidden=16, layers=4, activation="relu", outputs=1, output_activation="sigmoid", rng=0)

for epoch in range(5000):
    total = 0.0
    for row, target in zip(X, Y, strict=True):
        prediction = net.forward(row)  # (1,)
        value, dy = hg.losses.mse(prediction, target)
        net.backward(dy)
        net.step(0.01)
        total += value
    if epoch % 1000 == 0:
        print(f"epoch {epoch}: loss {total / 4:.4f}")

bias, gradient = net.parameters[0].bias, net.gradients[0].bias
print(f"the first layer has {bias.size} biases and as many bias gradients: {gradient.size}")
for row, prediction, target in zip(X, net.predict(X), Y, strict=True):
    print(row, f"predicted {prediction[0]:.3f}, actual {target[0]:.0f}")
