"""Draws of the structural parameters given the record: the shipped file and its reader."""
