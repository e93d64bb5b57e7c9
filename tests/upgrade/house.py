"""One database with two versions of the program, three visitors and a mail server."""

import re
import shutil
import subprocess
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.core.sinks import MailServer
from tests.upgrade.program import Program, rows, until, wait_for_version
from tests.upgrade.visitor import Visitor
from tools.releases import Release, unpack

from welcome_office import __version__
from welcome_office.launch.places import PACKAGE
from welcome_office.launch.translations import compile_translations

# Made from what git knows: the same for both.
MADE = ("web/static/build", "core/fonts")
VISITS = "SELECT reference, state, during, email FROM visits_visit ORDER BY reference"
OCCUPIED = "SELECT visit_id, resource_id, during FROM visits_occupation ORDER BY 1, 2, 3"
QUEUED = "SELECT id, task_name, args, status FROM procrastinate_jobs ORDER BY id"
PROCESSES = ("--processes", "1", "--threads", "2")


@dataclass(frozen=True)
class House:
    """Where everything is."""

    old: Program
    new: Program
    port: int
    database: str
    mail: MailServer

    def open(self, program: Program, servers: ExitStack) -> "subprocess.Popen[bytes]":
        """Start a web server beside what runs already, and wait until it answers."""
        command = ("web", "--port", str(self.port), *PROCESSES)
        server = servers.enter_context(program.running(*command))
        wait_for_version(self.port, program.version)
        return server

    def visitor(self, name: str, servers: ExitStack) -> Visitor:
        """Somebody with a telephone."""
        visitor = Visitor(self.port, name)
        servers.callback(visitor.browser.close)
        return visitor

    def state(self) -> list[list[tuple[object, ...]]]:
        """The visits, the times they take, and the work that waits."""
        return [rows(self.database, query) for query in (VISITS, OCCUPIED, QUEUED)]

    def letters_for(self, visitor: Visitor) -> list[str]:
        """The texts of what this visitor got."""
        mine = [letter for letter in self.mail.letters if letter["To"] == visitor.email]
        bodies = [letter.get_body(("plain",)) for letter in mine]
        return [body.get_content() for body in bodies if body is not None]

    def confirm(self, visitor: Visitor) -> int:
        """Wait for the code, type it, wait for the confirmation; how many letters came."""
        until(lambda: self.letters_for(visitor), or_tell=self.state)
        code = re.search(r"^\d{6}", self.letters_for(visitor)[0], flags=re.MULTILINE)
        assert code is not None
        assert "Your visit is booked" in visitor.confirm(code.group())
        until(lambda: len(self.letters_for(visitor)) > 1, or_tell=self.state)
        return len(self.letters_for(visitor))


def prepare(release: Release, folder: Path, *, place: tuple[int, str, MailServer]) -> House:
    """The release's program with Bochum and its booked visits; this checkout beside it."""
    port, database, mail = place
    unpack(release, folder)
    sources = folder / "src"
    for name in MADE:
        shutil.copytree(PACKAGE / name, sources / "welcome_office" / name)
    compile_translations(sources / "welcome_office")
    same = {
        "DATABASE_URL": database,
        "EMAIL_URL": f"smtp://127.0.0.1:{mail.port}",
        "WELCOME_OFFICE_VAR": str(folder / "var"),
        "LOG_LEVEL": "ERROR",
        "STATICFILES_STORAGE": "whitenoise.storage.ManifestStaticFilesStorage",
    }
    old = Program(release.version, sources, same)
    old.run("upgrade")
    old.run("load-office", str(folder / "offices" / "bochum"), "--demo")
    old.run("invent-visits", "--weeks", "1")
    ours = same | {"STATICFILES_STORAGE": "welcome_office.config.served_storage.FilesOfThisVersion"}
    return House(old, Program(__version__, PACKAGE.parent, ours), port, database, mail)
