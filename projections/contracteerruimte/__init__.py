"""The envelope of every region and year, its corrections with their ground, and the agreements with providers."""
