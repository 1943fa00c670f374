"""Messages we send: an outbox in the same transaction as the event, and the worker that empties it."""
