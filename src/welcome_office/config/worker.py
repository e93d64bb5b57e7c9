"""The door for workers: like the web's, it stays shut where an office is half configured."""

import os
import sys

import django
from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
django.setup()

from welcome_office.config.readiness import require_readiness  # noqa: E402 - models load after setup

if __name__ == "__main__":
    require_readiness()
    execute_from_command_line(["welcome-office", "procrastinate", "worker", *sys.argv[1:]])
