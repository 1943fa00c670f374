"""Written conversations: somebody who cannot or will not call writes to an adviser, and reads the answer there."""
