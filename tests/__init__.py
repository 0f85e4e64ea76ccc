"""The tests: they may import every room and no room may import them."""
