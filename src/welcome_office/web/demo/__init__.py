"""Pages that only the demonstration has; a real office answers 404 here."""
