"""What the result of a check looks like on paper and in a mail."""
