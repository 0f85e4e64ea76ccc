"""What every provider declared, was paid and took back, per region and year; and what was spent from its budgets."""
