"""Settings from the environment, the embedded PostgreSQL, and the processes: up, web, worker."""
