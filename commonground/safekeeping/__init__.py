"""Erasing what was kept for its whole time, what holds that up, and the ledger to hold a restored backup against."""
