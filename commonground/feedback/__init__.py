"""What people say of how things go: patterns that supporters meet again and again, passed on to who commissions."""
