"""Theory checks: limits in which the whole simulator must return what a published model gives in closed form."""
