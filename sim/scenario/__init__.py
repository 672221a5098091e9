"""What a person may set: the schema, its files, overrides and identity."""
