"""The commands of `sma`, one a file; none imports another."""
