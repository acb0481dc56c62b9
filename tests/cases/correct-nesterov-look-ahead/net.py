import numpy as np

np.random.seed(77)

# two joint angles of a robot arm -> position of the hand
angles = np.random.uniform(0, np.pi / 2, (2, 400))
hand = np.vstack([np.cos(angles[0]) + 0.7 * np.cos(angles.sum(0)), np.sin(angles[0]) + 0.7 * np.sin(angles.sum(0))])
inputs = (angles - np.pi / 4) * 2

theta = {'A': np.random.randn(12, 2) * 0.7, 'a': np.zeros((12, 1)), 'B': np.random.randn(2, 12) * 0.3, 'b': np.zeros((2, 1))}
velocity = {name: np.zeros_like(value) for name, value in theta.items()}
MU, LR = 0.9, 0.05


def forward(p, x):
    s = p['A'] @ x + p['a']
    return s, p['B'] @ np.tanh(s) + p['b']


def slopes(p, x, wanted):
    s, out = forward(p, x)
    e = (wanted - out) / x.shape[1]                     # points downhill already
    back = (p['B'].T @ e) / np.cosh(s) ** 2
    return {'B': e @ np.tanh(s).T, 'b': e.sum(1, keepdims=True), 'A': back @ x.T, 'a': back.sum(1, keepdims=True)}


def error(p):
    return 0.5 * np.sum((forward(p, inputs)[1] - hand) ** 2) / inputs.shape[1]


for step in range(4000):
    ahead = {name: theta[name] + MU * velocity[name] for name in theta}
    downhill = slopes(ahead, inputs, hand)
    for name in theta:
        velocity[name] = MU * velocity[name] + LR * downhill[name]
        theta[name] = theta[name] + velocity[name]
    if step % 500 == 0:
        print('step %4d  error %.6f' % (step, error(theta)))
print('error after training', error(theta))
