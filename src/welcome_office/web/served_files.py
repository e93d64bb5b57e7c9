"""Our own style sheets, scripts and fonts, while two versions of the program run at once."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware


class ServedFiles(WhiteNoiseMiddleware):  # type: ignore[misc] # whitenoise has no types
    """Serves also what a newer version has added since this process read the folder.

    During an upgrade a page comes from one version and its style sheet is asked from the other.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        """Read the folder, and remember where it is."""
        super().__init__(*given, **named)
        self.directories = [(f"{self.static_root}/", self.static_prefix)]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look once more into the folder before a file is said to be missing."""
        address = request.path_info
        if address.startswith(self.static_prefix) and address not in self.files:
            added = self.find_file(address)
            if added is not None:
                self.files[address] = added
        answer: HttpResponseBase = super().__call__(request)
        return answer
