"""Running: a stranger's program in a process of its own, bounded in time, memory and output."""
