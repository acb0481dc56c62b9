import numpy as np

# low_* lead from the page to the middle units, high_* from there to the eight answers


def draw_digits():
    rng = np.random.RandomState(8)
    masters = rng.uniform(0, 1, (8, 30))
    kind = rng.randint(0, 8, 400)
    pages = np.clip(masters[kind] + rng.normal(0, 0.3, (400, 30)), 0, 1)
    return pages.astype("float32"), np.eye(8)[kind]


pages, marks = draw_digits()
np.random.seed(1)
low_w = np.random.uniform(-0.5, 0.5, (15, 30))
high_w = np.random.uniform(-0.5, 0.5, (8, 15))
low_b = np.zeros((15, 1))
high_b = np.zeros((8, 1))

pace = 0.3
hits = 0
spent = 0
rounds = 12
for rnd in range(rounds):
    for page, mark in zip(pages, marks):
        page = page.reshape(-1, 1)
        mark = mark.reshape(-1, 1)
        # up to the middle
        pre_mid = low_b + low_w @ page
        mid = 1 / (1 + np.exp(-pre_mid))
        # up to the answers
        pre_out = high_b + high_w @ mid
        out = 1 / (1 + np.exp(-pre_out))

        # what the miss costs
        price = 1 / 2 * np.sum((out - mark) ** 2, axis=0)
        spent += price.item()
        hits += int(np.argmax(out) == np.argmax(mark))

        # back from the answers
        d_out = (out - mark) * (out * (1 - out))
        # back from the middle
        d_mid = np.transpose(high_w) @ d_out * (mid * (1 - mid))
        high_w += -pace * d_out @ np.transpose(mid)
        high_b += -pace * d_out
        low_w += -pace * d_mid @ np.transpose(page)
        low_b += -pace * d_mid

    # after each round
    print("hits %.2f %%  cost %.4f" % (hits / len(pages) * 100, spent / len(pages)))
    hits = 0
    spent = 0
