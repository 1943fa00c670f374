"""Accounts, roles and permissions. Knows no case."""
