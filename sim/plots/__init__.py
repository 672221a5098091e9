"""Figures: a table and axes in, the axes out; the only place for Matplotlib."""
