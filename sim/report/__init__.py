"""The report of a run: one page without script or outside address, to hand on, to read and to print."""
