"""What happened, who did it and when: entries that can be added and verified, never changed."""
