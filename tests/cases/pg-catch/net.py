""" Trains a little agent to CATCH a falling ball with (stochastic) Policy Gradients.
    Adapted from Karpathy's pg-pong.py. No gym needed. """
import numpy as np

np.random.seed(0)
# hyperparameters
H = 24              # number of hidden layer neurons
batch_size = 10     # every how many episodes to do a param update?
learning_rate = 1e-2
gamma = 0.9         # discount factor for reward
decay_rate = 0.9    # decay factor for RMSProp leaky sum of grad^2

W, Ht = 7, 6        # grid
D = 3

model = {}
model['W1'] = np.random.randn(H, D) / np.sqrt(D)
model['W2'] = np.random.randn(H) / np.sqrt(H)

grad_buffer = {k: np.zeros_like(v) for k, v in model.items()}
rmsprop_cache = {k: np.zeros_like(v) for k, v in model.items()}


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


class Catch:
    def reset(self):
        self.ball = np.random.randint(W)
        self.pad = np.random.randint(W)
        self.t = 0
        return self.obs()

    def obs(self):
        return np.array([(self.ball - self.pad) / 3.0, self.t / Ht, 1.0])

    def step(self, a):
        self.pad = min(W - 1, self.pad + 1) if a == 1 else max(0, self.pad - 1)
        self.t += 1
        done = self.t == Ht
        r = 0.0
        if done:
            r = 1.0 if abs(self.pad - self.ball) <= 1 else -1.0
        return self.obs(), r, done


def discount_rewards(r):
    discounted_r = np.zeros_like(r)
    running_add = 0
    for t in reversed(range(0, r.size)):
        running_add = running_add * gamma + r[t]
        discounted_r[t] = running_add
    return discounted_r


def policy_forward(x):
    h = np.dot(model['W1'], x)
    h[h < 0] = 0  # ReLU nonlinearity
    logp = np.dot(model['W2'], h)
    p = sigmoid(logp)
    return p, h


def policy_backward(eph, epx, epdlogp):
    """ backward pass. (eph is array of intermediate hidden states) """
    dW2 = np.dot(eph.T, epdlogp).ravel()
    dh = np.outer(epdlogp, model['W2'])
    dh[eph <= 0] = 0  # backpro prelu
    dW1 = np.dot(dh.T, epx)
    return {'W1': dW1, 'W2': dW2}


env = Catch()
running_reward = None
baseline = 0.0
for episode_number in range(1, 2001):
    x = env.reset()
    xs, hs, dlogps, drs = [], [], [], []
    done = False
    while not done:
        aprob, h = policy_forward(x)
        action = 1 if np.random.uniform() < aprob else 0
        xs.append(x)
        hs.append(h)
        dlogps.append(action - aprob)  # grad that encourages the action that was taken
        x, reward, done = env.step(action)
        drs.append(reward)
    epx = np.vstack(xs)
    eph = np.vstack(hs)
    epdlogp = np.array(dlogps)
    epr = np.array(drs)
    adv = discount_rewards(epr) - baseline
    baseline = 0.95 * baseline + 0.05 * discount_rewards(epr).mean()
    epdlogp = epdlogp * adv  # modulate the gradient with advantage (PG magic happens right here.)
    grad = policy_backward(eph, epx, epdlogp)
    for k in model:
        grad_buffer[k] += grad[k]

    if episode_number % batch_size == 0:
        for k, v in model.items():
            g = grad_buffer[k]
            rmsprop_cache[k] = decay_rate * rmsprop_cache[k] + (1 - decay_rate) * g**2
            model[k] -= learning_rate * g / (np.sqrt(rmsprop_cache[k]) + 1e-5)
            grad_buffer[k] = np.zeros_like(v)

    reward_sum = epr.sum()
    running_reward = reward_sum if running_reward is None else running_reward * 0.99 + reward_sum * 0.01
    if episode_number % 400 == 0:
        print('episode %d. running mean: %f' % (episode_number, running_reward))
print('final running reward', running_reward)
