"""The rules, a file per theme. Every function is one rule: its name with dashes is its id."""
