"""What the recognition of a qualification looks like on paper."""
