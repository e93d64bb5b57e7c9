"""Judges dated rules on a day, with three answers: yes, no, not yet known."""
