import numpy as np

# a small recurrent generator, one sequence after the other (rows are time steps)


class SequenceWriter:
    @staticmethod
    def init(input_size, hidden_size, output_size):
        model = {
            'Wxh': 0.3 * np.random.randn(input_size, hidden_size),
            'Whh': 0.1 * np.random.randn(hidden_size, hidden_size),
            'bhh': 0.1 * np.ones((1, hidden_size)),
            'Wd': 0.3 * np.random.randn(hidden_size, output_size),
            'bd': np.zeros((1, output_size)),
        }
        return model

    @staticmethod
    def forward(X, model, drop_prob, predict_mode):
        n = X.shape[0]
        Whh, bhh, Wd, bd = model['Whh'], model['bhh'], model['Wd'], model['bd']
        Xsh = X.dot(model['Wxh'])
        H = np.zeros((n, Whh.shape[0]))
        for t in range(n):
            prev = H[t - 1] if t > 0 else np.zeros(Whh.shape[0])
            H[t] = np.maximum(Xsh[t] + prev.dot(Whh) + bhh[0], 0)

        H2, U2 = H, None
        if drop_prob > 0 and not predict_mode:
            scale = 1.0 / (1.0 - drop_prob)
            U2 = (np.random.rand(*H.shape) < (1 - drop_prob)) * scale
            H2 = H * U2

        Y = H2.dot(Wd) + bd
        return Y, {'X': X, 'H': H, 'H2': H2, 'U2': U2}

    @staticmethod
    def backward(dY, cache, model):
        X, H, H2, U2 = cache['X'], cache['H'], cache['H2'], cache['U2']
        Whh = model['Whh']
        grads = {'Wd': H2.T.dot(dY), 'bd': np.sum(dY, axis=0, keepdims=True)}
        dH = dY.dot(model['Wd'].T)
        if U2 is not None:
            dH = dH * U2
        dXsh = np.zeros(H.shape)
        dWhh = np.zeros(Whh.shape)
        for t in reversed(range(H.shape[0])):
            dht = (H[t] > 0) * dH[t]
            dXsh[t] = dht
            if t > 0:
                dH[t - 1] += dht.dot(Whh.T)
                dWhh += np.outer(H[t - 1], dht)
        grads['Whh'] = dWhh
        grads['bhh'] = np.sum(dXsh, axis=0, keepdims=True)
        grads['Wxh'] = X.T.dot(dXsh)
        return grads


def cost_and_slope(Y, wanted):
    P = np.exp(Y - Y.max(axis=1, keepdims=True))
    P /= P.sum(axis=1, keepdims=True)
    rows = np.arange(len(wanted))
    cost = -np.mean(np.log(P[rows, wanted] + 1e-20))
    P[rows, wanted] -= 1
    return cost, P / len(wanted)


def melody(length):
    # goes up by two steps and down by one, five notes, starts anywhere
    notes = [np.random.randint(5)]
    for t in range(length):
        notes.append((notes[-1] + (2 if t % 2 == 0 else -1)) % 5)
    return np.array(notes)


if __name__ == "__main__":
    np.random.seed(3)
    model = SequenceWriter.init(5, 32, 5)
    memory = {key: np.zeros_like(value) for key, value in model.items()}
    for step in range(2500):
        notes = melody(10)
        Y, cache = SequenceWriter.forward(np.eye(5)[notes[:-1]], model, 0.2, False)
        cost, dY = cost_and_slope(Y, notes[1:])
        for key, g in SequenceWriter.backward(dY, cache, model).items():
            g = np.clip(g, -5, 5)
            memory[key] = 0.99 * memory[key] + 0.01 * g * g
            model[key] -= 0.002 * g / np.sqrt(memory[key] + 1e-8)
        if step % 500 == 0:
            print("step", step, "cost", cost)
    hits = []
    for _ in range(100):
        notes = melody(10)
        Y, _cache = SequenceWriter.forward(np.eye(5)[notes[:-1]], model, 0.2, True)
        hits.append(np.mean(Y.argmax(axis=1) == notes[1:]))
    print("notes right", np.mean(hits))
