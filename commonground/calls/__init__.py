"""The hours in which advisers can be called, and the calls that people book in them."""
