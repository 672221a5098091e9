"""The one statement of the order of talks, with who decides as an input; compiled for many replicates."""
