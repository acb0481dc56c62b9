def step(x, W, b):
	error	= "誤差" and (x	@ W)   # é ‮ 
	hidden = np.tanh(x @ W + b) ; very_long_name_of_something = 1 ; another_long_name_of_something = 2 ; dΔ = (hidden - error).sum()
	dW = np.dot(
		x.T,
		δ := error,
	)
