"""Papers that people send: checked by content, encrypted at rest, deleted on time."""
