"""`python -m welcome_office` is the command line."""

from welcome_office.cli import main

main(prog_name="welcome-office")
