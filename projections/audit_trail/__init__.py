"""Every event as one Dutch sentence, findable by whom and what it is about."""
