"""The language of candidate rules: read as a tree, checked node by node against the facts, never run as Python."""
