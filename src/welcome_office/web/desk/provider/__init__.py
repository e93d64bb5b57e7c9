"""Signing in at the own organisation's provider (OpenID Connect)."""
