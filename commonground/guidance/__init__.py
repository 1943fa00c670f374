"""Guidance for families and those who work with them: content with a schema, sources and a review date."""
