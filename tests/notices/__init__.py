"""Tests of the notices room, against a real mail server and a real database."""
