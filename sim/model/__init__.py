"""The readable runner: one negotiation as agents on Mesa, traced round by round."""
