"""What the record of the agreements leaves open, and what would close it."""
