import numpy as np

# tomorrow's temperature from the days before, three steps written out by hand
np.random.seed(0)
days = np.arange(240)
temps = 10 * np.sin(days / 3.0) + 4 * np.sin(days / 1.7) + np.random.randn(240)
temps = (temps - temps.mean()) / temps.std()

n_hidden = 6
i_weight = np.random.rand(1, n_hidden) / 5 - .1
h_weight = np.random.rand(n_hidden, n_hidden) / 2 - .25
h_bias = np.random.rand(1, n_hidden) / 5 - .1
o_weight = np.random.rand(n_hidden, 1) * 1.0
o_bias = np.random.rand(1, 1)


def forward(x):
    hiddens = np.zeros((3, n_hidden))
    outputs = np.zeros((3, 1))

    hiddens[0, :] = np.tanh(x[0] @ i_weight + h_bias)
    outputs[0] = hiddens[0, :] @ o_weight + o_bias

    hiddens[1, :] = np.tanh(x[1] @ i_weight + hiddens[0, :] @ h_weight + h_bias)
    outputs[1] = hiddens[1, :] @ o_weight + o_bias

    hiddens[2, :] = np.tanh(x[2] @ i_weight + hiddens[1, :] @ h_weight + h_bias)
    outputs[2] = hiddens[2, :] @ o_weight + o_bias
    return hiddens, outputs


def backward(x, y, hiddens, outputs):
    loss_grad = outputs - y
    i_grad, h_grad, hb_grad = np.zeros_like(i_weight), np.zeros_like(h_weight), np.zeros_like(h_bias)
    o_grad, ob_grad = np.zeros_like(o_weight), np.zeros_like(o_bias)

    # t = 2
    l2_grad = loss_grad[2].reshape(1, 1)
    o_grad += hiddens[2, :][:, np.newaxis] @ l2_grad
    ob_grad += l2_grad
    h2_grad = l2_grad @ o_weight.T
    h2_grad = h2_grad * (1 - hiddens[2, :][np.newaxis, :] ** 2)
    h_grad += hiddens[1, :][:, np.newaxis] @ h2_grad
    hb_grad += h2_grad
    i_grad += x[2][:, np.newaxis] @ h2_grad

    # t = 1
    l1_grad = loss_grad[1].reshape(1, 1)
    o_grad += hiddens[1, :][:, np.newaxis] @ l1_grad
    ob_grad += l1_grad
    h1_grad = l1_grad @ o_weight.T + h2_grad @ h_weight.T
    h1_grad = h1_grad * (1 - hiddens[1, :][np.newaxis, :] ** 2)
    h_grad += hiddens[1, :][:, np.newaxis] @ h1_grad
    hb_grad += h1_grad
    i_grad += x[1][:, np.newaxis] @ h1_grad

    # t = 0, nothing comes before it
    l0_grad = loss_grad[0].reshape(1, 1)
    o_grad += hiddens[0, :][:, np.newaxis] @ l0_grad
    ob_grad += l0_grad
    h0_grad = l0_grad @ o_weight.T + h1_grad @ h_weight.T
    h0_grad = h0_grad * (1 - hiddens[0, :][np.newaxis, :] ** 2)
    hb_grad += h0_grad
    i_grad += x[0][:, np.newaxis] @ h0_grad
    return i_grad, h_grad, hb_grad, o_grad, ob_grad


lr = 0.02
for epoch in range(40):
    sequence_loss = 0
    for j in range(len(temps) - 3):
        x = temps[j:j + 3].reshape(3, 1)
        y = temps[j + 1:j + 4].reshape(3, 1)
        hiddens, outputs = forward(x)
        sequence_loss += 0.5 * np.sum((outputs - y) ** 2)
        i_grad, h_grad, hb_grad, o_grad, ob_grad = backward(x, y, hiddens, outputs)
        i_weight -= lr * i_grad
        h_weight -= lr * h_grad
        h_bias -= lr * hb_grad
        o_weight -= lr * o_grad
        o_bias -= lr * ob_grad
    if epoch % 10 == 9:
        print(f"Epoch: {epoch + 1} loss {sequence_loss / (len(temps) - 3)}")
