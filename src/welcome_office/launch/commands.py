"""The commands that bring the program up and down."""

import click

from welcome_office.launch.assets import assets_are_ready, install_test_packages, make_assets
from welcome_office.launch.places import checkout
from welcome_office.launch.steps import Refusals, step
from welcome_office.launch.translations import compile_translations


@click.command(cls=Refusals)
@click.option("--for-tests", is_flag=True, help="Fetch what only the tests need, too.")
def prepare(*, for_tests: bool) -> None:
    """Fetch style sheet and fonts, compile the translations; start nothing."""
    prepare_files()
    if for_tests:
        install_test_packages(checkout())


def prepare_files() -> None:
    """What web pages need before anything starts; instant when nothing has changed."""
    if not assets_are_ready(checkout()):
        with step("Style sheet and fonts"):
            make_assets(checkout())
    with step("Translations"):
        compile_translations()
