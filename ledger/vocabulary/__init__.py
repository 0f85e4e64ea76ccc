"""Exact values and words that every other room speaks: amounts, periods, numbers of people, errors, the clock."""
