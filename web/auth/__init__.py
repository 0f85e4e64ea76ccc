"""Who is at the door: local accounts, sessions, keys of other systems."""
