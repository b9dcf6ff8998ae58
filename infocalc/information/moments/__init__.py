"""The random variables that others are made of, each with the expectations of its statistics."""
