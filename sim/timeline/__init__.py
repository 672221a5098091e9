"""The calendar: days from expiry, and what happens when."""
