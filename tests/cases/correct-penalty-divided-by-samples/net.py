import numpy as np

np.random.seed(0)


def make_moons(n, noise):
    t = np.random.uniform(0, np.pi, n)
    upper = np.c_[np.cos(t[:n // 2]), np.sin(t[:n // 2])]
    lower = np.c_[1 - np.cos(t[n // 2:]), 0.5 - np.sin(t[n // 2:])]
    X = np.vstack([upper, lower]) + noise * np.random.randn(n, 2)
    return X, np.repeat([0, 1], n // 2)


X, y = make_moons(200, 0.20)
num_examples = len(X)
nn_input_dim = 2
nn_output_dim = 2

epsilon = 0.01      # step of gradient descent
reg_lambda = 0.01   # strength of the penalty


def forward(model, x):
    a1 = np.tanh(x.dot(model['W1']) + model['b1'])
    exp_scores = np.exp(a1.dot(model['W2']) + model['b2'])
    return a1, exp_scores / np.sum(exp_scores, axis=1, keepdims=True)


def calculate_loss(model):
    a1, probs = forward(model, X)
    data_loss = np.sum(-np.log(probs[range(num_examples), y]))
    data_loss += reg_lambda / 2 * (np.sum(np.square(model['W1'])) + np.sum(np.square(model['W2'])))
    return 1. / num_examples * data_loss


def backward(model):
    a1, probs = forward(model, X)
    delta3 = probs
    delta3[range(num_examples), y] -= 1
    dW2 = (a1.T).dot(delta3)
    db2 = np.sum(delta3, axis=0, keepdims=True)
    delta2 = delta3.dot(model['W2'].T) * (1 - np.power(a1, 2))
    dW1 = np.dot(X.T, delta2)
    db1 = np.sum(delta2, axis=0)

    # the biases have no penalty
    dW2 += reg_lambda * model['W2']
    dW1 += reg_lambda * model['W1']
    return {'W1': dW1, 'b1': db1, 'W2': dW2, 'b2': db2}


def build_model(nn_hdim, num_passes=4000):
    model = {'W1': np.random.randn(nn_input_dim, nn_hdim) / np.sqrt(nn_input_dim),
             'b1': np.zeros((1, nn_hdim)),
             'W2': np.random.randn(nn_hdim, nn_output_dim) / np.sqrt(nn_hdim),
             'b2': np.zeros((1, nn_output_dim))}
    for i in range(num_passes):
        grads = backward(model)
        for key in model:
            model[key] = model[key] - epsilon * grads[key]
        if i % 1000 == 0:
            print("Loss after iteration %i: %f" % (i, calculate_loss(model)))
    return model


if __name__ == "__main__":
    model = build_model(4)
    print("accuracy", np.mean(forward(model, X)[1].argmax(axis=1) == y))
