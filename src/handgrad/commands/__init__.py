"""The commands, one a file: `add` describes the options, `run` does the work and returns the exit status."""
