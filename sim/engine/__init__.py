"""The fast runner: the same rules in compiled loops over many replicates."""
