"""Reads what all the others keep, and writes nothing."""
