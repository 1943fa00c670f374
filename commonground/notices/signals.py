"""What the outbox tells the rooms above, which it does not know. Each receiver gets `notice`.

Receivers run together in one transaction. When one raises, all are asked again a minute later.
"""

from django.dispatch import Signal

notice_failed = Signal()
"""A message did not arrive and will not be tried again: somebody must reach the person another way, today."""
