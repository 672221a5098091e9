"""Words and drawings of one negotiation: read from its trace, and from nothing else of the model."""
