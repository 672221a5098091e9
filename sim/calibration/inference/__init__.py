"""Posterior draws of the structural parameters given the agreements on record."""
