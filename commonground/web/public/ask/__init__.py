"""The request: one question a page, no account, kept as it is typed, sent once."""
