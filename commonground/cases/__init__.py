"""The case: dated facts, participants, issues, the stage table, the duties that follow, and who may see it."""
