# counts three switches: how many are on? outputs: odd, at least one, at least two, all three
import math, random

random.seed(9)

N_IN, N_HID, N_OUT = 3, 4, 4
RATE = 0.5

def rnd(rows, cols):
    return [[random.uniform(-1, 1) for c in range(cols)] for r in range(rows)]

wih = rnd(N_HID, N_IN)
who = rnd(N_OUT, N_HID)
bh = [random.uniform(-0.5, 0.5) for i in range(N_HID)]
bo = [0.0] * N_OUT

def act(v):
    return 1 / (1 + math.exp(-v))

def compute(inp):
    hid = []
    for j in range(N_HID):
        s = bh[j]
        for i in range(N_IN):
            s += wih[j][i] * inp[i]
        hid.append(act(s))
    out = []
    for k in range(N_OUT):
        s = bo[k]
        for j in range(N_HID):
            s += who[k][j] * hid[j]
        out.append(act(s))
    return hid, out

def teach(inp, want):
    hid, out = compute(inp)
    d_out = [(out[k] - want[k]) * out[k] * (1 - out[k]) for k in range(N_OUT)]
    d_hid = []
    for j in range(N_HID):
        s = 0
        for k in range(N_OUT):
            s += d_out[k] * who[j][k]
        d_hid.append(s * hid[j] * (1 - hid[j]))
    for k in range(N_OUT):
        for j in range(N_HID):
            who[k][j] -= RATE * d_out[k] * hid[j]
        bo[k] -= RATE * d_out[k]
    for j in range(N_HID):
        for i in range(N_IN):
            wih[j][i] -= RATE * d_hid[j] * inp[i]
        bh[j] -= RATE * d_hid[j]
    return sum((o - w) ** 2 for o, w in zip(out, want))

table = []
for n in range(8):
    bits = [n // 4, n // 2 % 2, n % 2]
    on = sum(bits)
    table.append((bits, [on % 2, int(on > 0), int(on > 1), int(on > 2)]))

for rnd_no in range(4000):
    random.shuffle(table)
    err = 0
    for inp, want in table:
        err += teach(inp, want)
    if rnd_no % 800 == 0:
        print(rnd_no, err)

right = 0
for inp, want in table:
    hid, out = compute(inp)
    if [round(o) for o in out] == want:
        right += 1
print('right rows:', right, 'of', len(table), ' error', err)
