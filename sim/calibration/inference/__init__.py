"""Posterior draws of the structural parameters given the five agreements."""
