import numpy as np


def sigmoid(x):
    """
    Calculate sigmoid
    """
    return 1 / (1 + np.exp(-x))


np.random.seed(21)

# made-up applicants: test score, grade, rank of school (all standardised)
features = np.random.normal(0, 1, (200, 3))
admit = (np.abs(features[:, 0] + 0.8 * features[:, 1] - 0.5 * features[:, 2]) < 0.8).astype(float)
train_x, train_t = features[:160], admit[:160]
test_x, test_t = features[160:], admit[160:]

n_hidden = 3
epochs = 320
learnrate = 0.3

weights_in_hid = np.random.normal(scale=1 / 3 ** .5, size=(3, n_hidden))
bias_hid = np.zeros(n_hidden)
weights_hid_out = np.random.normal(scale=1 / n_hidden ** .5, size=n_hidden)
bias_out = 0.0

for e in range(epochs):
    for x, t in zip(train_x, train_t):
        ## Forward pass ##
        hid_in = np.dot(x, weights_in_hid) + bias_hid
        hid_out = sigmoid(hid_in)
        out = sigmoid(np.dot(hid_out, weights_hid_out) + bias_out)

        ## Backward pass ##
        error = t - out
        out_term = error * out * (1 - out)
        hid_term = np.dot(out_term, weights_hid_out) * hid_out * (1 - hid_out)

        weights_hid_out += learnrate * out_term * hid_out
        bias_out += learnrate * out_term
        weights_in_hid += learnrate * hid_term * x[:, None]
        bias_hid += learnrate * hid_term

    if e % (epochs // 8) == 0:
        hid_out = sigmoid(np.dot(train_x, weights_in_hid) + bias_hid)
        out = sigmoid(np.dot(hid_out, weights_hid_out) + bias_out)
        print("epoch", e, "train loss:", np.mean((out - train_t) ** 2))

hid_out = sigmoid(np.dot(test_x, weights_in_hid) + bias_hid)
out = sigmoid(np.dot(hid_out, weights_hid_out) + bias_out)
print("Prediction accuracy: {:.3f}".format(np.mean((out > 0.5) == test_t)))
