"""Content care: which translations are older than the German text, and what is due for review."""
