"""What the cases room tells the rooms above, which it does not know."""

from django.dispatch import Signal

moved = Signal()
"""An act of the stage table was taken, in the transaction of that act. Receivers get `case`, `act` and `by`.

Duties and facts are as they are after it; what a receiver raises undoes the act.
"""
