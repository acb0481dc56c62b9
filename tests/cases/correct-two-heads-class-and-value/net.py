import numpy as np

# Shared trunk with two heads: which quadrant (class) and how far from the origin (number)

def init(rng, n_in=2, n_hid=32, n_cls=4):
    return {
        'trunk': {'W': rng.normal(0, np.sqrt(2 / n_in), (n_in, n_hid)), 'b': np.zeros(n_hid)},
        'cls': {'W': rng.normal(0, np.sqrt(1 / n_hid), (n_hid, n_cls)), 'b': np.zeros(n_cls)},
        'reg': {'W': rng.normal(0, np.sqrt(1 / n_hid), (n_hid, 1)), 'b': np.zeros(1)},
    }


def forward(net, x):
    pre = x @ net['trunk']['W'] + net['trunk']['b']
    feat = np.where(pre > 0, pre, 0.1 * pre)
    logits = feat @ net['cls']['W'] + net['cls']['b']
    value = feat @ net['reg']['W'] + net['reg']['b']
    logits = logits - logits.max(axis=1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return {'x': x, 'pre': pre, 'feat': feat, 'log_p': log_p, 'value': value}


def losses(out, quadrant, radius):
    ce = -out['log_p'][np.arange(len(quadrant)), quadrant].mean()
    mse = np.mean((out['value'] - radius) ** 2)
    return ce, mse


def backward(net, out, quadrant, radius, weight_reg):
    n = len(quadrant)
    d_logits = np.exp(out['log_p'])
    d_logits[np.arange(n), quadrant] -= 1
    d_logits /= n
    d_value = weight_reg * 2 * (out['value'] - radius) / n

    grads = {}
    grads['cls'] = {'W': out['feat'].T @ d_logits, 'b': d_logits.sum(axis=0)}
    grads['reg'] = {'W': out['feat'].T @ d_value, 'b': d_value.sum(axis=0)}
    # the trunk hears from both heads
    d_feat = d_logits @ net['cls']['W'].T + d_value @ net['reg']['W'].T
    d_pre = d_feat * np.where(out['pre'] > 0, 1.0, 0.1)
    grads['trunk'] = {'W': out['x'].T @ d_pre, 'b': d_pre.sum(axis=0)}
    return grads


def make(rng, n):
    x = rng.uniform(-1, 1, (n, 2))
    quadrant = (x[:, 0] > 0).astype(int) + 2 * (x[:, 1] > 0).astype(int)
    radius = np.sqrt((x ** 2).sum(axis=1, keepdims=True))
    return x, quadrant, radius


if __name__ == '__main__':
    rng = np.random.default_rng(14)
    x, quadrant, radius = make(rng, 600)
    xt, qt, rt = make(rng, 200)
    net = init(rng)
    velocity = {part: {k: np.zeros_like(v) for k, v in net[part].items()} for part in net}
    for epoch in range(101):
        order = rng.permutation(len(x))
        for i in range(0, len(x), 30):
            j = order[i:i + 30]
            out = forward(net, x[j])
            grads = backward(net, out, quadrant[j], radius[j], weight_reg=1.0)
            for part in net:
                for k in net[part]:
                    velocity[part][k] = 0.9 * velocity[part][k] + grads[part][k]
                    net[part][k] -= 0.02 * velocity[part][k]
        if epoch % 20 == 0:
            print('epoch %d: cross-entropy %.4f, mse %.5f' % (epoch, *losses(forward(net, x), quadrant, radius)))
    out = forward(net, xt)
    print('quadrant accuracy', np.mean(out['log_p'].argmax(axis=1) == qt))
    print('radius rmse', np.sqrt(losses(out, qt, rt)[1]))
