import numpy as np

# s must be the output of the sigmoid
def slope(s):
    return s*(1-s)

def sigm(x):
    return 1/(1+np.exp(-x))

# five voters, does the vote pass? (voter 0 has a veto)
votes = np.array([[int(c) for c in format(k, '05b')] for k in range(32)])
passed = ((votes.sum(axis=1) >= 3) & (votes[:, 0] == 1)).astype(float)[:, None]

np.random.seed(42)
syn0 = 2*np.random.random((5, 6)) - 1
syn1 = 2*np.random.random((6, 1)) - 1
c0 = np.zeros((1, 6))
c1 = np.zeros((1, 1))

speed = 0.5
for j in range(6000):
    l0 = votes
    l1 = sigm(l0.dot(syn0) + c0)
    l2 = sigm(l1.dot(syn1) + c1)

    l2_error = passed - l2
    if j % 1000 == 0:
        print("Error: " + str(np.mean(np.abs(l2_error))))

    l2_delta = l2_error*slope(l2)
    l1_error = l2_delta.dot(syn1.T)
    l1_delta = l1_error*slope(l1)

    # plus, because error = wanted - got
    syn1 += speed*l1.T.dot(l2_delta)
    c1 += speed*l2_delta.sum(axis=0)
    syn0 += speed*l0.T.dot(l1_delta)
    c0 += speed*l1_delta.sum(axis=0)

print("all votes right?", np.all((l2 > 0.5) == (passed > 0.5)))
print("Error: " + str(np.mean(np.abs(l2_error))))
