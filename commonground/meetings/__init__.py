"""Meetings: when, where, with whom, who came and could decide, and what came of it."""
