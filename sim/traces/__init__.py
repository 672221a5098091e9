"""What is kept of one negotiation as it happens: made by a model, read by stories, free of both."""
