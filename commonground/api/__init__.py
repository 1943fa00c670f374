"""JSON for other systems: the questions of the law package, without sign-in."""
