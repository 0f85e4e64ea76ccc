"""What a zorgkantoor sees of its region."""
