"""Erasing what was kept for its whole time, what holds that up, and the ledger that a restored backup is held against."""
