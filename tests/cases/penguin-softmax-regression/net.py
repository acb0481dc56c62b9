import numpy as np

rng = np.random.default_rng(5)

# three kinds of penguins: bill length, bill depth (in cm), 60 / 90 / 30 birds
counts = [60, 90, 30]
centers = [[3.9, 1.8], [4.75, 1.5], [4.9, 1.85]]
birds = np.vstack([rng.normal(c, [0.22, 0.09], (k, 2)) for c, k in zip(centers, counts)])
species = np.repeat([0, 1, 2], counts)
birds[:, 1] *= 3          # same range for both columns

T = np.zeros((len(birds), 3))
T[np.arange(len(birds)), species] = 1

W = np.zeros((2, 3))
b = np.zeros(3)
lr = 0.3

for epoch in range(4000):
    # forward
    logits = birds @ W + b
    logits = logits - logits.max(axis=1, keepdims=True)
    probas = np.exp(logits)
    probas = probas / probas.sum(axis=1, keepdims=True)

    # backward
    grad_w = -(birds.T @ (T - probas)) / len(birds)
    grad_b = -np.sum(T - probas) / len(birds)

    W -= lr * grad_w
    b -= lr * grad_b

    if epoch % 500 == 0:
        cost = -np.mean(np.sum(T * np.log(probas + 1e-12), axis=1))
        acc = np.mean(np.argmax(probas, axis=1) == species)
        print(f"Epoch: {epoch:04d} | Train ACC: {acc:.3f} | Cost: {cost:.3f}")

print("Weights:", W)
print("Bias:", b)
print("final cost:", -np.mean(np.log(probas[np.arange(len(birds)), species])))
