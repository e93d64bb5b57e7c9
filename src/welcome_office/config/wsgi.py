"""The door for web servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
application = get_wsgi_application()

from welcome_office.config.readiness import require_readiness  # noqa: E402 - needs Django set up

require_readiness()
