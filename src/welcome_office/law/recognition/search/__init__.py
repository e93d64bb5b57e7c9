"""Finds the occupation somebody means: by its name, by what they did all day, or by its field."""
