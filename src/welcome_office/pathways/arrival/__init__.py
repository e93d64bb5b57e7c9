"""The arrival plan in an office: where each step is done, what one visit can do, and the words."""
