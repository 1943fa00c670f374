"""The faces: each shows one kind of user their work, and none knows another."""
