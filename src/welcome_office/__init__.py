"""The software that runs a Welcome Office."""

__version__ = "0.2.0.dev0"
