"""Erasing what its time is over, what holds that up, and the ledger that a restored backup is held against."""
