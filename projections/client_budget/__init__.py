"""What every budget had, what it went to, who wrote it down, and what is left."""
