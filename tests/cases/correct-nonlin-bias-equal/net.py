import numpy as np

np.random.seed(5)

def nonlin(x,deriv=False):
	if(deriv==True):
	    return 1-x**2      # x is already tanh of something
	return np.tanh(x)

# -1/+1 coding of "are the two outer bits equal?"
X = np.array([ [-1,-1,-1],
               [-1,-1, 1],
               [-1, 1,-1],
               [-1, 1, 1],
               [ 1,-1,-1],
               [ 1,-1, 1],
               [ 1, 1,-1],
               [ 1, 1, 1] ])
y = 0.9 * (X[:,0] * X[:,2]).reshape(8,1)

syn0 = np.random.random((3,5)) - 0.5
syn1 = np.random.random((5,1)) - 0.5
bias0 = np.random.random((1,5)) - 0.5
bias1 = np.zeros((1,1))

for iter in range(3000):
    l0 = X
    l1 = nonlin(np.dot(l0,syn0) + bias0)
    l2 = nonlin(np.dot(l1,syn1) + bias1)

    l2_error = l2 - y
    if iter % 600 == 0:
        print("Error " + str(np.mean(np.abs(l2_error))))

    l2_delta = 0.1 * l2_error * nonlin(l2,True)
    l1_delta = l2_delta.dot(syn1.T) * nonlin(l1,True)

    # the learning rate is already inside the deltas
    syn1 -= np.dot(l1.T,l2_delta)
    bias1 -= np.sum(l2_delta,axis=0)
    syn0 -= np.dot(l0.T,l1_delta)
    bias0 -= np.sum(l1_delta,axis=0)

print(np.hstack((y,l2)))
print("Error in the end", np.mean(np.abs(l2 - y)))
