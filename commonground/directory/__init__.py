"""Councils, NHS boards, their contracts with the provider and where to write to them."""
