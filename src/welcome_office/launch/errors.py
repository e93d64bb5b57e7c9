"""What the launcher tells the person at the keyboard when it cannot go on."""


class LaunchError(Exception):
    """Something outside the program is missing or wrong; the message says what to do."""
