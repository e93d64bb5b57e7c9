"""Style sheet, fonts and HTMX: fetched once, cut to size, served by ourselves ever after."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from welcome_office.launch.errors import LaunchError
from welcome_office.launch.fonts import write_page_fonts, write_pdf_fonts
from welcome_office.launch.node import npm_command
from welcome_office.launch.places import PACKAGE

SERVED = PACKAGE / "web" / "static" / "build"
# For PDFs only, so not in a folder that is served.
PDF_FONTS = PACKAGE / "core" / "fonts"
STAMP = SERVED / ".made-from"

COPIED = {
    "@kern-ux/native/dist/kern.min.css": "kern.min.css",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "@kern-ux/native/LICENSE.md": "licences/kern.txt",
    "htmx.org/LICENSE": "licences/htmx.txt",
    # The Open Font Licence, under which both families stand.
    "@fontsource/noto-sans-arabic/LICENSE": "licences/fonts.txt",
}


def assets_are_ready(checkout: Path) -> bool:
    """Whether there is nothing to do; an installed program brings its assets along."""
    if not (checkout / "package-lock.json").exists():
        return True
    return STAMP.exists() and STAMP.read_text() == fingerprint(checkout)


def make_assets(checkout: Path) -> None:
    """Fetch the packages named in package-lock.json and write what pages and PDFs need."""
    install_packages(checkout, "--omit=dev")
    node_modules = checkout / "node_modules"
    shutil.rmtree(SERVED, ignore_errors=True)
    for name, target in COPIED.items():
        path = SERVED / target
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(node_modules / name, path)
    write_page_fonts(node_modules, SERVED)
    write_pdf_fonts(node_modules, PDF_FONTS)
    STAMP.write_text(fingerprint(checkout))


def install_test_packages(checkout: Path) -> None:
    """Fetch what only the tests need (axe, html-validate), unless it is there."""
    mark = checkout / "node_modules" / ".with-dev"
    wanted = hashlib.sha256((checkout / "package-lock.json").read_bytes()).hexdigest()
    if not mark.exists() or mark.read_text() != wanted:
        install_packages(checkout)
        mark.write_text(wanted)


def install_packages(checkout: Path, *options: str) -> None:
    # Scripts of packages are never run: these have nothing to build.
    command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", *options]
    result = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise LaunchError(
            f"{result.stderr.strip()}\nStyle sheet and fonts could not be fetched. The first time "
            "this needs the internet (or a package registry set for npm). Then repeat."
        )


def fingerprint(checkout: Path) -> str:
    digest = hashlib.sha256((checkout / "package-lock.json").read_bytes())
    for name in ("assets.py", "fonts.py"):
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.hexdigest()
