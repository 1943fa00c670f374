"""Say it your way: a young person's own space, and what a child says with a parent's help."""
