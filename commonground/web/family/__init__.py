"""A family's own cases: where each stands, who must do what by when, and the certificate."""
