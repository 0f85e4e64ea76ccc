"""What care staff see and write down."""
