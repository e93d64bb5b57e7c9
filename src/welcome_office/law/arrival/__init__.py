"""The arrival plan: which errands somebody has, in which order, from when and until when."""
