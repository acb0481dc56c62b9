import math
import random


class V:
    def __init__(self, x, back=None, kids=()):
        self.x, self.g, self.back, self.kids = x, 0.0, back, kids


def mul(a, b):
    out = V(a.x * b.x, kids=(a, b))

    def back():
        # added also for a product: a may be used in several places
        a.g += b.x * out.g
        b.g += a.x * out.g
    out.back = back
    return out


def add(*terms):
    out = V(sum(t.x for t in terms), kids=terms)

    def back():
        for t in terms:
            t.g += out.g
    out.back = back
    return out


def sig(a):
    s = 1 / (1 + math.exp(-a.x))
    out = V(s, kids=(a,))

    def back():
        a.g += s * (1 - s) * out.g
    out.back = back
    return out


def sweep(root):
    order, seen = [], set()

    def visit(v):
        if id(v) not in seen:
            seen.add(id(v))
            for k in v.kids:
                visit(k)
            order.append(v)
    visit(root)
    root.g = 1.0
    for v in order[::-1]:
        if v.back:
            v.back()


random.seed(5)
hid = [[V(random.gauss(0, 1.5)) for _ in range(3)] for _ in range(3)]
top = [V(random.gauss(0, 1)) for _ in range(4)]
everything = sum(hid, []) + top
table = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]

for step in range(2500):
    errors = []
    for p, q, want in table:
        h = [sig(add(mul(w[0], V(p)), mul(w[1], V(q)), w[2])) for w in hid]
        y = sig(add(*[mul(t, u) for t, u in zip(top, h)], top[3]))
        miss = add(y, V(-want))
        errors.append(mul(miss, miss))
    total = add(*errors)
    sweep(total)
    for v in everything:
        v.x -= 1.0 * v.g
        v.g = 0.0
    if step % 500 == 0:
        print(step, total.x)
print("total error", total.x)
