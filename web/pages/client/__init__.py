"""What the client and the family see."""
