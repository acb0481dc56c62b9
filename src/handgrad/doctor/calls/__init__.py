"""The check from Python: layers, training steps and any function that returns a loss with its gradient."""
