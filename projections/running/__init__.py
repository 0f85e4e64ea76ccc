"""Running: read models kept up to date with the log, in batches, also when a fold cannot take an event."""
