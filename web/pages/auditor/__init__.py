"""What an auditor looks back at."""
