"""The pages of the office of a provider."""
