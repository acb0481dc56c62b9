import numpy as np

np.random.seed(6)
hidden_size = 20
symbols = ['a', 'b', 'c', '.']
vocab_size = len(symbols)
z_size = hidden_size + vocab_size


def make_words(count):
    words = []
    for _ in range(count):
        k = np.random.randint(1, 7)
        words.append(['a'] * k + ['b'] * 2 + ['c'] * k + ['.'])
    return words


def one_hot(ch):
    v = np.zeros((vocab_size, 1))
    v[symbols.index(ch)] = 1.0
    return v


def sigmoid(x, derivative=False):
    # with derivative=True x is the gate itself
    if derivative:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


def tanh(x, derivative=False):
    if derivative:
        return 1 - x ** 2
    return np.tanh(x)


def softmax(x):
    e = np.exp(x - np.max(x))
    return e / np.sum(e)


def init_lstm():
    W = [np.random.randn(hidden_size, z_size) / np.sqrt(z_size) for _ in range(4)]
    b = [np.zeros((hidden_size, 1)) for _ in range(4)]
    W_v = np.random.randn(vocab_size, hidden_size) / np.sqrt(hidden_size)
    b_v = np.zeros((vocab_size, 1))
    return W + [W_v] + b + [b_v]


def forward(inputs, p):
    W_f, W_i, W_g, W_o, W_v, b_f, b_i, b_g, b_o, b_v = p
    h, C = np.zeros((hidden_size, 1)), np.zeros((hidden_size, 1))
    steps = []
    for x in inputs:
        z = np.vstack((h, x))
        f = sigmoid(np.dot(W_f, z) + b_f)
        i = sigmoid(np.dot(W_i, z) + b_i)
        g = tanh(np.dot(W_g, z) + b_g)
        o = sigmoid(np.dot(W_o, z) + b_o)
        C_prev, C = C, f * C + i * g
        h = o * tanh(C)
        out = softmax(np.dot(W_v, h) + b_v)
        steps.append((z, f, i, g, o, C_prev, C, h, out))
    return steps


def backward(steps, targets, p):
    W_f, W_i, W_g, W_o, W_v = p[:5]
    grads = [np.zeros_like(q) for q in p]
    dh_next = np.zeros((hidden_size, 1))
    dC_next = np.zeros((hidden_size, 1))
    loss = 0
    for t in reversed(range(len(steps))):
        z, f, i, g, o, C_prev, C, h, out = steps[t]
        loss += -np.sum(targets[t] * np.log(out))

        dv = out - targets[t]
        grads[4] += np.dot(dv, h.T)
        grads[9] += dv

        dh = np.dot(W_v.T, dv) + dh_next
        do = sigmoid(o, derivative=True) * dh * tanh(C)
        dC = dC_next + dh * o * tanh(tanh(C), derivative=True)
        dg = tanh(g, derivative=True) * dC * i
        di = sigmoid(i, derivative=True) * dC * g
        df = sigmoid(f) * dC * C_prev

        for k, d in enumerate((df, di, dg, do)):
            grads[k] += np.dot(d, z.T)
            grads[5 + k] += d

        dz = np.dot(W_f.T, df) + np.dot(W_i.T, di) + np.dot(W_g.T, dg) + np.dot(W_o.T, do)
        dh_prev = dz[:hidden_size, :]
        dC_prev = f * dC
    return loss, grads


def clip(grads, limit=1.0):
    norm = np.sqrt(sum(np.sum(g ** 2) for g in grads))
    factor = limit / (norm + 1e-6)
    return [g * factor for g in grads] if factor < 1 else grads


p = init_lstm()
train_words, test_words = make_words(60), make_words(20)
for epoch in range(30):
    total = 0
    for word in train_words:
        x = [one_hot(ch) for ch in word[:-1]]
        y = [one_hot(ch) for ch in word[1:]]
        loss, grads = backward(forward(x, p), y, p)
        p = [q - 0.1 * g for q, g in zip(p, clip(grads))]
        total += loss / len(x)
    if epoch % 5 == 4:
        print('Epoch', epoch + 1, 'training loss', total / len(train_words))

ends = []
for word in test_words:
    steps = forward([one_hot(ch) for ch in word[:-1]], p)
    guess = [symbols[int(np.argmax(s[-1]))] for s in steps]
    ends.append(guess[word.index('b') + 1:] == word[word.index('b') + 2:])
print('words finished right:', np.mean(ends))
