import numpy as np

np.random.seed(14)

# 5 standardised measurements of 150 patients, one patient per column
m = 150
X = np.random.randn(5, m)
risk = (X[0] + 0.5 * X[1] ** 2 - X[3] + 0.2 * np.random.randn(m) > 0.6)
Y = risk.reshape(1, m).astype(float)

layers = [5, 8, 1]
parameters = {}
for l in range(1, len(layers)):
    parameters['W%d' % l] = np.random.randn(layers[l], layers[l - 1]) / np.sqrt(layers[l - 1])
    parameters['b%d' % l] = np.zeros((layers[l], 1))


def forward(X):
    A1 = np.tanh(np.dot(parameters['W1'], X) + parameters['b1'])
    A2 = 1 / (1 + np.exp(-(np.dot(parameters['W2'], A1) + parameters['b2'])))
    return A1, A2


def compute_cost(A2, Y):
    m = Y.shape[1]
    positive = np.dot(Y, np.log(A2).T)
    negative = np.dot(1 - Y, np.log(1 - A2).T)
    cost = -1 / m * positive + 1 / m * negative
    return float(np.squeeze(cost))


def backward(X, Y, A1, A2):
    m = X.shape[1]
    dZ2 = A2 - Y
    dZ1 = np.dot(parameters['W2'].T, dZ2) * (1 - np.power(A1, 2))
    return {'W2': np.dot(dZ2, A1.T) / m, 'b2': np.sum(dZ2, axis=1, keepdims=True) / m,
            'W1': np.dot(dZ1, X.T) / m, 'b1': np.sum(dZ1, axis=1, keepdims=True) / m}


costs = []
for i in range(2500):
    A1, A2 = forward(X)
    costs.append(compute_cost(A2, Y))
    grads = backward(X, Y, A1, A2)
    for name in grads:
        parameters[name] = parameters[name] - 0.5 * grads[name]
    if i % 250 == 0:
        print('Cost after iteration %i: %f' % (i, costs[-1]))

print('Accuracy: %d%%' % (100 * np.mean((forward(X)[1] > 0.5) == Y)))
print('Last cost: %f' % costs[-1])
