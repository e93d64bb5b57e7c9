"""The software that runs a Welcome Office."""

__version__ = "0.1.0"
