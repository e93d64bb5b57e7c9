"""Finds visits, checks them, explains why there are none. Knows neither Django nor a database."""
