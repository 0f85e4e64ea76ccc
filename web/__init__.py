"""Pages, JSON API and command line: dependencies, one command or one query, one template."""
