"""From tables of outcomes to findings; sees no model."""
