"""CTC loss in pure python (forward-backward), one frame-wise linear+tanh net.
Toy 'speech': every symbol lasts a random number of frames, alignment unknown."""
import math
import random

random.seed(17)
BLANK = 0
N_SYM = 3           # a b c  -> 1 2 3
N_CLS = N_SYM + 1
N_IN = 4
N_HID = 8


def utterance():
    label = [random.randint(1, N_SYM) for _ in range(random.randint(2, 3))]
    frames = []
    for s in label:
        for _ in range(random.randint(1, 3)):
            frames.append([(1.0 if i == s else 0.0) + random.gauss(0, .15) for i in range(N_IN)])
        frames.append([(1.0 if i == 0 else 0.0) + random.gauss(0, .15) for i in range(N_IN)])
    return frames, label


W1 = [[random.gauss(0, .5) for _ in range(N_IN)] for _ in range(N_HID)]
B1 = [0.0] * N_HID
W2 = [[random.gauss(0, .35) for _ in range(N_HID)] for _ in range(N_CLS)]
B2 = [0.0] * N_CLS


def net(frame):
    h = [math.tanh(sum(w * x for w, x in zip(row, frame)) + b) for row, b in zip(W1, B1)]
    o = [sum(w * x for w, x in zip(row, h)) + b for row, b in zip(W2, B2)]
    m = max(o)
    e = [math.exp(v - m) for v in o]
    s = sum(e)
    return h, [v / s for v in e]


def ctc(probs, label):
    """returns loss and d loss / d logits  (softmax folded in)"""
    ext = [BLANK]
    for s in label:
        ext += [s, BLANK]
    T, S = len(probs), len(ext)

    def can_skip(i):
        return i >= 2 and ext[i] != BLANK and ext[i] != ext[i - 2]

    alpha = [[0.0] * S for _ in range(T)]
    alpha[0][0] = probs[0][BLANK]
    alpha[0][1] = probs[0][ext[1]]
    for t in range(1, T):
        for i in range(S):
            a = alpha[t - 1][i]
            if i >= 1:
                a += alpha[t - 1][i - 1]
            if can_skip(i):
                a += alpha[t - 1][i - 2]
            alpha[t][i] = a * probs[t][ext[i]]
    # beta does not include the emission at t
    beta = [[0.0] * S for _ in range(T)]
    beta[T - 1][S - 1] = beta[T - 1][S - 2] = 1.0
    for t in range(T - 2, -1, -1):
        for i in range(S):
            b = beta[t + 1][i] * probs[t + 1][ext[i]]
            if i + 1 < S:
                b += beta[t + 1][i + 1] * probs[t + 1][ext[i + 1]]
            if i + 2 < S and can_skip(i + 2):
                b += beta[t + 1][i + 2] * probs[t + 1][ext[i + 2]]
            beta[t][i] = b
    total = alpha[T - 1][S - 1] + alpha[T - 1][S - 2]
    grad = []
    for t in range(T):
        g = list(probs[t])
        for i in range(S):
            g[ext[i]] -= alpha[t][i] * beta[t][i] / total
        grad.append(g)
    return -math.log(total), grad


def decode(probs):
    out, last = [], None
    for p in probs:
        k = p.index(max(p))
        if k != last and k != BLANK:
            out.append(k)
        last = k
    return out


def train_step(frames, label, lr):
    hs, ps = zip(*[net(f) for f in frames])
    loss, grad = ctc(ps, label)
    gW2 = [[0.0] * N_HID for _ in range(N_CLS)]
    gB2 = [0.0] * N_CLS
    gW1 = [[0.0] * N_IN for _ in range(N_HID)]
    gB1 = [0.0] * N_HID
    for x, h, g in zip(frames, hs, grad):
        for k in range(N_CLS):
            gB2[k] += g[k]
            for j in range(N_HID):
                gW2[k][j] += g[k] * h[j]
        for j in range(N_HID):
            dj = sum(g[k] * W2[k][j] for k in range(N_CLS)) * (1 - h[j] * h[j])
            gB1[j] += dj
            for i in range(N_IN):
                gW1[j][i] += dj * x[i]
    for k in range(N_CLS):
        B2[k] -= lr * gB2[k]
        for j in range(N_HID):
            W2[k][j] -= lr * gW2[k][j]
    for j in range(N_HID):
        B1[j] -= lr * gB1[j]
        for i in range(N_IN):
            W1[j][i] -= lr * gW1[j][i]
    return loss


if __name__ == "__main__":
    avg = None
    for n in range(1, 1201):
        loss = train_step(*utterance(), lr=0.05)
        avg = loss if avg is None else 0.98 * avg + 0.02 * loss
        if n % 300 == 0:
            print("utterance", n, "ctc loss", round(avg, 4))
    ok = 0
    for _ in range(100):
        f, l = utterance()
        ok += decode([net(v)[1] for v in f]) == l
    print("sequence accuracy", ok / 100)
