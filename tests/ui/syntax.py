import numpy as np

W = np.zeros((2, 3)
b = np.zeros(3)
