"""Control by replay: the log becomes facts, rules judge them as known when it was paid, and as known now."""
