import math
import random


def sig(t):
    return 1.0/(1.0+math.exp(-t))


def weighted(ws, vs):
    return sum([w*v for w, v in zip(ws, vs)])


def teach_gate(rows, answers, speed=0.5, rounds=6000):
    bias = -1
    rows = [r + [bias] for r in rows]

    # three neurons in the middle, one at the end
    nA = [random.uniform(-1, 1) for e in rows[0]]
    nB = [random.uniform(-1, 1) for e in rows[0]]
    nC = [random.uniform(-1, 1) for e in rows[0]]
    nEnd = [random.uniform(-1, 1) for e in range(4)]

    for k in range(rounds):
        got = []
        for row, want in zip(rows, answers):
            # forward
            a = sig(weighted(nA, row))
            b = sig(weighted(nB, row))
            c = sig(weighted(nC, row))
            mids = [a, b, c, bias]
            end = sig(weighted(nEnd, mids))

            # errors
            errEnd = (want - end) * end * (1 - end)
            errA = a * (1 - a) * nEnd[0] * errEnd
            errB = b * (1 - b) * nEnd[1] * errEnd
            errC = c * (1 - c) * nEnd[2] * errEnd

            # learn
            nEnd = [w + v*speed*errEnd for w, v in zip(nEnd, mids)]
            nA = [w + v*speed*errEnd for w, v in zip(nA, row)]
            nB = [w + v*speed*errEnd for w, v in zip(nB, row)]
            nC = [w + v*speed*errEnd for w, v in zip(nC, row)]
            got.append(end)

        if k % 1000 == 0:
            print(k, ["%.2f" % g for g in got])
    return got


random.seed(4)
table = [[0, 0], [0, 1], [1, 0], [1, 1]]
same = [1, 0, 0, 1]
got = teach_gate(table, same)
print("answers:", ["%.2f" % g for g in got], "should be", same)
print("total gap:", sum([abs(s - g) for s, g in zip(same, got)]))
