import numpy as np

np.random.seed(21)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def admissions(n):
    gre = np.random.normal(580, 115, n)
    gpa = np.clip(np.random.normal(3.4, 0.4, n), 2, 4)
    rank = np.random.randint(1, 5, n)
    chance = (gre - 580) / 115 + 2 * (gpa - 3.4) / 0.4 - 1.2 * (rank - 2)
    features = np.column_stack([(gre - gre.mean()) / gre.std(), (gpa - gpa.mean()) / gpa.std()]
                               + [rank == r for r in (1, 2, 3, 4)])
    return features, (chance + np.random.normal(0, 0.4, n) > 0.5).astype(int)


features, targets = admissions(450)
features_test, targets_test = features[360:], targets[360:]
features, targets = features[:360], targets[:360]

# Hyperparameters
n_hidden = 3
epochs = 400
learnrate = 2.0

n_records, n_features = features.shape
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

        hidden_error = np.dot(output_error_term, weights_hidden_output)
        hidden_error_term = hidden_error * hidden_output * (1 - hidden_output)

        del_w_hidden_output += output_error_term * hidden_output
        del_w_input_hidden += hidden_error_term * x[:, None]

    weights_input_hidden += learnrate * del_w_input_hidden / n_records
    weights_hidden_output += learnrate * del_w_hidden_output / n_records

    if e % (epochs // 5) == 0:
        hidden_output = sigmoid(np.dot(features, weights_input_hidden))
        out = sigmoid(np.dot(hidden_output, weights_hidden_output))
        print("Train loss:", np.mean((out - targets) ** 2))

hidden = sigmoid(np.dot(features_test, weights_input_hidden))
out = sigmoid(np.dot(hidden, weights_hidden_output))
predictions = out > 0.5
print("Prediction accuracy:", np.mean(predictions == targets_test))
