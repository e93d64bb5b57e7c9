"""Brings the program up and down: environment, database, assets, processes. Knows no Django."""
