"""What can happen to what people keep of the check."""
