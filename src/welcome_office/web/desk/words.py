"""Words that several pages of the desk share."""

from django.utils.translation import gettext_lazy as _

# Instead of everything about a person whose data is restricted (Art. 18 GDPR).
WITHHELD = _("Restricted: ask the coordinator")
