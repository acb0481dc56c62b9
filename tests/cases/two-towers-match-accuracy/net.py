import numpy as np


class Tower:
    def __init__(self, n_in, n_mid, n_emb, rng):
        self.A = rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_mid))
        self.B = rng.normal(0, 1 / np.sqrt(n_mid), (n_mid, n_emb))

    def __call__(self, x):
        self.x = x
        self.mid = np.tanh(x @ self.A)
        return self.mid @ self.B

    def learn(self, g, lr):
        gB = self.mid.T @ g
        gA = self.x.T @ ((g @ self.B.T) * (1 - self.mid ** 2))
        self.A -= lr * gA
        self.B -= lr * gB


def probabilities(sim, axis):
    e = np.exp(sim - sim.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


class Matcher:
    """learns which picture vector belongs to which caption vector"""

    def __init__(self, n_img, n_txt, seed=0):
        rng = np.random.default_rng(seed)
        self.image = Tower(n_img, 32, 8, rng)
        self.text = Tower(n_txt, 32, 8, rng)

    def forward(self, img, txt):
        self.i, self.t = self.image(img), self.text(txt)
        return self.i @ self.t.T

    def training_step(self, img, txt, lr):
        n = len(img)
        sim = self.forward(img, txt)
        truth = np.eye(n)
        p_i, p_t = probabilities(sim, 1), probabilities(sim, 0)
        loss = -(np.log(np.diag(p_i)).mean() + np.log(np.diag(p_t)).mean()) / 2
        g = (p_i - truth + p_t - truth) / (2 * n)
        gi, gt = g @ self.t, g.T @ self.i
        self.image.learn(gi, lr)
        self.text.learn(gt, lr)
        return loss

    def accuracy(self, img, txt):
        sim = self.forward(img, txt)
        own = np.arange(len(img))
        hits_img = (np.argmax(sim) == own).sum() / len(img)
        hits_txt = (np.argmax(sim.T) == own).sum() / len(img)
        return (hits_img + hits_txt) / 2


if __name__ == "__main__":
    rng = np.random.default_rng(3)
    meaning = rng.normal(0, 1, (400, 4))
    img = np.tanh(meaning @ rng.normal(0, 0.6, (4, 12)))
    txt = meaning @ rng.normal(0, 0.6, (4, 6)) + rng.normal(0, 0.02, (400, 6))
    model = Matcher(12, 6)
    for epoch in range(41):
        perm = rng.permutation(360)
        losses = [model.training_step(img[perm[k:k + 20]], txt[perm[k:k + 20]], 0.1)
                  for k in range(0, 360, 20)]
        if epoch % 10 == 0:
            print("epoch", epoch, "loss", np.mean(losses))
    print("matching accuracy on held-out pairs:", model.accuracy(img[360:], txt[360:]))
