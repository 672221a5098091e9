"""The loop interpreted: one negotiation step by step, as agents on Mesa that users may replace."""
