import numpy as np

np.random.seed(21)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


# admissions: marks, test points (standardised) and rank of the school as dummies
n_records = 240
marks = np.random.randn(n_records)
points = np.random.randn(n_records)
rank = np.random.randint(0, 3, n_records)
features = np.column_stack([marks, points, np.eye(3)[rank]])
targets = (marks + 0.8 * points - 0.9 * (rank - 1) > 0.2).astype(float)
features_test, targets_test = features[200:], targets[200:]
features, targets = features[:200], targets[:200]

n_hidden = 3
epochs = 400
learnrate = 2.0

n_records, n_features = features.shape
last_loss = None
weights_input_hidden = np.random.normal(scale=1 / n_features ** .5, size=(n_features, n_hidden))
weights_hidden_output = np.random.normal(scale=1 / n_features ** .5, size=n_hidden)

for e in range(epochs):
    del_w_input_hidden = np.zeros(weights_input_hidden.shape)
    del_w_hidden_output = np.zeros(weights_hidden_output.shape)
    for x, y in zip(features, targets):
        hidden_input = np.dot(x, weights_input_hidden)
        hidden_output = sigmoid(hidden_input)
        output = sigmoid(np.dot(hidden_output, weights_hidden_output))

        error = y - output
        output_error_term = error * output * (1 - output)

        hidden_error = output_error_term * weights_hidden_output
        hidden_error_term = hidden_error * hidden_output * (1 - hidden_output)

        del_w_hidden_output += output_error_term * hidden_output
        del_w_input_hidden += hidden_error_term * x[:, None]

    weights_input_hidden += learnrate * del_w_input_hidden / n_records
    weights_hidden_output += learnrate * del_w_hidden_output / n_records

    if e % (epochs // 10) == 0:
        hidden_output = sigmoid(np.dot(features, weights_input_hidden))
        out = sigmoid(np.dot(hidden_output, weights_hidden_output))
        print("Train loss:", np.mean((out - targets) ** 2))

hidden = sigmoid(np.dot(features_test, weights_input_hidden))
out = sigmoid(np.dot(hidden, weights_hidden_output))
print("Prediction accuracy: {:.3f}".format(np.mean((out > 0.5) == targets_test)))
