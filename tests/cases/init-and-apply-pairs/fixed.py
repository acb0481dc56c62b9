# every layer is a triple of functions: init(rng, n_in), apply(params, x), pull(params, memo, g)
import numpy as np


def Dense(n_out):
    def init(rng, n_in):
        return n_out, (rng.standard_normal((n_in, n_out)) * np.sqrt(2.0 / n_in), np.zeros(n_out))

    def apply(params, x):
        W, b = params
        return x @ W + b, x

    def pull(params, memo, g):
        W, b = params
        return g @ W.T, (memo.T @ g, g.sum(axis=0))

    return init, apply, pull


def BatchNorm(epsilon=1e-5):
    def init(rng, n_in):
        return n_in, (np.ones(n_in), np.zeros(n_in))

    def apply(params, x):
        scale, shift = params
        mean, var = x.mean(axis=0), x.var(axis=0)
        z = (x - mean) / np.sqrt(var + epsilon)
        return scale * z + shift, (z, var)

    def pull(params, memo, g):
        scale, shift = params
        z, var = memo
        gz = g * scale
        gx = (gz - gz.mean(axis=0) - z * (gz * z).mean(axis=0)) / np.sqrt(var + epsilon)
        return gx, ((g * z).sum(axis=0), g.sum(axis=0))

    return init, apply, pull


def Relu():
    def init(rng, n_in):
        return n_in, ()

    def apply(params, x):
        return np.maximum(x, 0), x > 0

    def pull(params, memo, g):
        return g * memo, ()

    return init, apply, pull


def serial(*layers):
    inits, applies, pulls = zip(*layers)

    def init(rng, n_in):
        params = []
        for f in inits:
            n_in, p = f(rng, n_in)
            params.append(p)
        return params

    def apply(params, x):
        memos = []
        for f, p in zip(applies, params):
            x, memo = f(p, x)
            memos.append(memo)
        return x, memos

    def pull(params, memos, g):
        grads = []
        for f, p, memo in reversed(list(zip(pulls, params, memos))):
            g, gp = f(p, memo, g)
            grads.append(gp)
        return grads[::-1]

    return init, apply, pull


def loss_and_slope(out, wanted):
    diff = out - wanted
    return np.mean(diff ** 2), 2 * diff / diff.size


def main():
    rng = np.random.default_rng(2)
    x = rng.uniform(0, 4, (240, 3))
    wanted = (np.sin(x[:, 0]) * x[:, 1] - 0.5 * x[:, 2])[:, None]
    init, apply, pull = serial(Dense(20), BatchNorm(), Relu(), Dense(20), BatchNorm(), Relu(), Dense(1))
    params = init(rng, 3)
    for step in range(1500):
        out, memos = apply(params, x)
        loss, slope = loss_and_slope(out, wanted)
        grads = pull(params, memos, slope)
        params = [tuple(p - 0.05 * g for p, g in zip(ps, gs)) for ps, gs in zip(params, grads)]
        if step % 300 == 0:
            print("step", step, "loss", loss)
    print("final loss", loss_and_slope(apply(params, x)[0], wanted)[0])


if __name__ == "__main__":
    main()
