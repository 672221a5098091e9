"""Findings and history to parameters."""
