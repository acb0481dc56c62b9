import numpy as np

# Next-word model: two previous words -> tanh -> the same embedding table is used for reading and for writing


class TiedNNLM:
    def __init__(self, vocab, dim, hidden, context, seed):
        r = np.random.RandomState(seed)
        self.E = r.randn(vocab, dim) * 0.3
        self.H = r.randn(context * dim, hidden) / np.sqrt(context * dim)
        self.h0 = np.zeros(hidden)
        self.P = r.randn(hidden, dim) / np.sqrt(hidden)
        self.out_bias = np.zeros(vocab)

    def names(self):
        return ['E', 'H', 'h0', 'P', 'out_bias']

    def forward(self, ctx):
        e = self.E[ctx].reshape(len(ctx), -1)
        a = np.tanh(e @ self.H + self.h0)
        u = a @ self.P
        s = u @ self.E.T + self.out_bias
        s = s - s.max(axis=1, keepdims=True)
        log_p = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
        return log_p, (e, a, u)

    def loss(self, ctx, nxt):
        return -self.forward(ctx)[0][np.arange(len(nxt)), nxt].mean()

    def backward(self, ctx, nxt):
        log_p, (e, a, u) = self.forward(ctx)
        n = len(nxt)
        ds = np.exp(log_p)
        ds[np.arange(n), nxt] -= 1
        ds /= n
        g = {'out_bias': ds.sum(axis=0)}
        g['E'] = ds.T @ u                                   # as output matrix
        du = ds @ self.E
        g['P'] = a.T @ du
        dz = (du @ self.P.T) * (1 - a ** 2)
        g['H'] = e.T @ dz
        g['h0'] = dz.sum(axis=0)
        de = (dz @ self.H.T).reshape(n, ctx.shape[1], -1)
        np.add.at(g['E'], ctx, de)                          # as input table
        return -log_p[np.arange(n), nxt].mean(), g

    def sgd(self, g, lr, clip):
        norm = np.sqrt(sum((v ** 2).sum() for v in g.values()))
        scale = min(1.0, clip / (norm + 1e-12))
        for k in self.names():
            setattr(self, k, getattr(self, k) - lr * scale * g[k])


def sentences(n, r):
    out = []
    for _ in range(n):
        plural = r.rand() < 0.5
        noun = r.choice(['cats', 'dogs', 'birds'] if plural else ['cat', 'dog', 'bird'])
        verb = r.choice(['run', 'sing'] if plural else ['runs', 'sings'])
        det = 'these' if plural else 'this'
        out.append(['<s>', '<s>', det, str(noun), str(verb), str(r.choice(['loudly', 'today'])), '</s>'])
    return out


def windows(sents, index):
    ctx, nxt = [], []
    for s in sents:
        ids = [index[w] for w in s]
        for i in range(2, len(ids)):
            ctx.append(ids[i - 2:i])
            nxt.append(ids[i])
    return np.array(ctx), np.array(nxt)


if __name__ == '__main__':
    r = np.random.RandomState(12)
    train, held_out = sentences(300, r), sentences(80, r)
    words = sorted({w for s in train for w in s})
    index = {w: i for i, w in enumerate(words)}
    ctx, nxt = windows(train, index)
    ctx_h, nxt_h = windows(held_out, index)
    model = TiedNNLM(len(words), 10, 20, 2, seed=3)
    for epoch in range(15):
        order = r.permutation(len(ctx))
        for i in range(0, len(order), 30):
            rows = order[i:i + 30]
            loss, g = model.backward(ctx[rows], nxt[rows])
            model.sgd(g, 0.5 / (1 + 0.2 * epoch), clip=2.0)
        if epoch % 3 == 2:
            print('epoch %d  perplexity %.3f' % (epoch + 1, np.exp(model.loss(ctx_h, nxt_h))))
    # the source itself: 1, 2 and 3 equally likely words at the five places
    best = np.exp((np.log(2) + np.log(3) + np.log(2) + np.log(2) + 0) / 5)
    print('best possible perplexity about %.3f' % best)
    print('held-out perplexity', np.exp(model.loss(ctx_h, nxt_h)))
