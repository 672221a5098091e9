"""Whether a fit finds again the parameters that made simulated talks."""
