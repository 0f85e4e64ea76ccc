"""Control by replay, asked within a mandate: what rules find in a scope, then and now, as sent and as recorded."""
