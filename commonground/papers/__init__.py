"""Papers people give to a case, who may read each, and the copy of everything that a person may take away."""
