"""Who is behind a pseudonym: a key per person, and everything about them that only that key can open."""
