"""The command `pvb`."""
