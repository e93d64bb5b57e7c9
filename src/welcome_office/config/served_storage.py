"""Where served files lie: each version finds its own names in a list of its own."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

from welcome_office import __version__


class FilesOfThisVersion(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # no types
    """Keeps the lists of former versions, so that one of them can be started again."""

    manifest_name = f"staticfiles-{__version__}.json"
