"""Every finding: which rule, about what, how much is at stake, and what became of it. No text of anybody."""
