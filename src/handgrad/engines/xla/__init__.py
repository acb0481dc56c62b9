"""What the JAX engine is made of: a Program, whole epochs and their places, as XLA compiles them."""
