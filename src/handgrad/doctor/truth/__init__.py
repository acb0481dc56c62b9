"""Truth: the right gradients of each recorded step, and the program's own beside them."""
