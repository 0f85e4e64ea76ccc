"""Read models: folds over the log into tables that can be thrown away and rebuilt to the same rows."""
