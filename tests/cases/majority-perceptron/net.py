# perceptron that has to find the majority of three switches
import numpy as np

def step(a):
    if a > 0:
        return 1
    return 0

# first column is always 1 (threshold)
inputs = np.array([[1,0,0,0],
                   [1,0,0,1],
                   [1,0,1,0],
                   [1,0,1,1],
                   [1,1,0,0],
                   [1,1,0,1],
                   [1,1,1,0],
                   [1,1,1,1]])
t = np.array([0,0,0,1,0,1,1,1])
weight = np.array([0,0,0,0])
eta = 0.1

loop = 0
count = 0
while count < 8 and loop < 2000:
    for i in range(8):
        loop = loop + 1
        a = inputs[i]
        o = step(np.dot(a, weight))
        if o == t[i]:
            count = count + 1
        else:
            count = 0
        for n in range(4):
            weight[n] = weight[n] + eta*(t[i] - o)*a[n]
        if count == 8:
            break
    if loop % 400 == 0:
        print('loop', loop, 'weight', weight)

print('stopped after', loop, 'weight =', weight)
for i in range(8):
    print(inputs[i][1:], step(np.dot(inputs[i], weight)), t[i])
print('wrong:', sum(step(np.dot(inputs[i], weight)) != t[i] for i in range(8)))
