"""The one door in: imperative commands, each with what it asks and tells beside it."""
