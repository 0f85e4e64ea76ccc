"""What a simulation measures, worked out by hand on small histories."""
