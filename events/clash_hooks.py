"""Clashes in the admin: addresses, menu, log."""
