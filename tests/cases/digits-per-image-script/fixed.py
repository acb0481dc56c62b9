import numpy as np

rng = np.random.RandomState(8)

# ten made-up digits of 6 x 6 pixels, with noise
shapes = rng.rand(10, 36) > 0.6
images, labels = [], []
for n in range(1200):
    d = rng.randint(10)
    images.append(np.clip(shapes[d] * 0.8 + rng.normal(0, 0.3, 36), 0, 1))
    labels.append(np.eye(10)[d])
images, labels = np.array(images), np.array(labels)

in_to_mid = rng.uniform(-0.5, 0.5, (20, 36))
mid_to_out = rng.uniform(-0.5, 0.5, (10, 20))
mid_bias = np.zeros((20, 1))
out_bias = np.zeros((10, 1))

lr = 0.4
hits = 0
errors = 0
for epoch in range(8):
    for img, l in zip(images, labels):
        img.shape += (1,)
        l.shape += (1,)
        # input -> hidden
        h = 1 / (1 + np.exp(-(mid_bias + in_to_mid @ img)))
        # hidden -> output
        o = 1 / (1 + np.exp(-(out_bias + mid_to_out @ h)))

        # squared error
        errors += 0.5 * np.sum((o - l) ** 2, axis=0)[0]
        hits += int(np.argmax(o) == np.argmax(l))

        # output -> hidden
        slope_o = (o - l) * (o * (1 - o))
        slope_h = np.transpose(mid_to_out) @ slope_o * (h * (1 - h))
        mid_to_out += -lr * slope_o @ np.transpose(h)
        out_bias += -lr * slope_o
        # hidden -> input
        in_to_mid += -lr * slope_h @ np.transpose(img)
        mid_bias += -lr * slope_h

    print("Acc: %.2f%%" % (hits / images.shape[0] * 100), "error", errors / images.shape[0])
    hits = 0
    errors = 0
