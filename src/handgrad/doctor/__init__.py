"""The doctor: reads what a program did, compares its gradients with the right ones, and names what it finds."""
