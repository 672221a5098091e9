"""The log of a negotiation read: its trace, and why each move was made, asked of the rules again in the state then."""
