import numpy as np


def tanh_derivative(values):
    """for values that are tanh already"""
    return 1. - values ** 2


class RecurrentParam:
    def __init__(self, cells, x_dim):
        np.random.seed(0)
        self.wx = np.random.uniform(-0.4, 0.4, (cells, x_dim))
        self.wh = np.random.uniform(-0.4, 0.4, (cells, cells))
        self.b = np.zeros(cells)
        self.out = np.random.uniform(-0.4, 0.4, cells)
        self.clear()

    def clear(self):
        self.wx_diff, self.wh_diff = np.zeros_like(self.wx), np.zeros_like(self.wh)
        self.b_diff, self.out_diff = np.zeros_like(self.b), np.zeros_like(self.out)

    def apply_diff(self, lr):
        self.wx -= lr * self.wx_diff
        self.wh -= lr * self.wh_diff
        self.b -= lr * self.b_diff
        self.out -= lr * self.out_diff
        self.clear()


class Node:
    def __init__(self, param):
        self.param = param

    def bottom_data_is(self, x, h_prev):
        p = self.param
        self.x, self.h_prev = x, h_prev
        self.h = np.tanh(p.wx @ x + p.wh @ h_prev + p.b)
        self.y = np.dot(p.out, self.h)

    def top_diff_is(self, diff_y, diff_h):
        """diff_h comes from the node after this one; returns the same for the node before"""
        p = self.param
        p.out_diff += diff_y * self.h
        d = (diff_y * p.out + diff_h) * tanh_derivative(self.h)
        p.wx_diff += np.outer(d, self.x)
        p.wh_diff += np.outer(d, self.h_prev)
        p.b_diff += d
        return p.wh.T.dot(d)


class Net:
    def __init__(self, param):
        self.param = param

    def run(self, xs):
        self.nodes = []
        h = np.zeros(len(self.param.b))
        for x in xs:
            node = Node(self.param)
            node.bottom_data_is(x, h)
            h = node.h
            self.nodes.append(node)
        return np.array([node.y for node in self.nodes])

    def y_list_is(self, ys):
        diff_h = 0
        loss = 0.
        for node, y in zip(self.nodes[::-1], ys[::-1]):
            loss += (node.y - y) ** 2
            diff_h = node.top_diff_is(2 * (node.y - y), diff_h)
        return loss


def example():
    param = RecurrentParam(16, 2)
    net = Net(param)
    songs = [np.random.choice([-1., 1.], (12, 2)) for _ in range(40)]
    # wanted: the product of the first track with the second track one beat before
    wants = [np.concatenate([[0.], s[1:, 0] * s[:-1, 1]]) for s in songs]
    for it in range(400):
        total = 0
        for s, w in zip(songs, wants):
            net.run(s)
            total += net.y_list_is(w)
            param.apply_diff(lr=0.004)
        if it % 80 == 79:
            print("iter", it + 1, "loss:", total / 40)
    print("first song:", np.round(net.run(songs[0]), 2))
    print("wanted    :", wants[0])


if __name__ == "__main__":
    example()
