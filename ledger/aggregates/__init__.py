"""What can be decided about: one file per concept, with its events, its guards and what it can be told."""
