"""What the parties do: numbers in, numbers out. One idea a file, its formula in the docstring."""
