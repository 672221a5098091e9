"""What happened: the checked record of past talks, and past episodes in the columns of an outcome."""
