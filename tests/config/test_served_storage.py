"""The lists of served files of two versions lie beside each other."""

from pathlib import Path

from django.conf import LazySettings
from django.core.files.base import ContentFile

from welcome_office import __version__
from welcome_office.config.served_storage import FilesOfThisVersion


class FilesOfTheNextVersion(FilesOfThisVersion):
    manifest_name = "staticfiles-next.json"


def test_a_former_version_still_finds_its_files(settings: LazySettings, tmp_path: Path) -> None:
    settings.STATIC_ROOT, settings.DEBUG = tmp_path, False
    for kind, content in ((FilesOfThisVersion, b"old"), (FilesOfTheNextVersion, b"new")):
        storage = kind()
        storage.save("page.txt", ContentFile(content))
        list(storage.post_process({"page.txt": (storage, "page.txt")}))
        (tmp_path / "page.txt").unlink()

    served = [
        kind().stored_name("page.txt") for kind in (FilesOfThisVersion, FilesOfTheNextVersion)
    ]

    assert [(tmp_path / name).read_text() for name in served] == ["old", "new"]
    assert (tmp_path / f"staticfiles-{__version__}.json").exists()
