"""Parameters estimated apart from the talks: the North, opinion and votes."""
