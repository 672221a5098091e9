"""The command `sma`: one file for each of its commands, which hold no science."""
