"""What the same recorded care would have been paid under other models: a question to the log, never a change of it."""
