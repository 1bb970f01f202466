"""Importing calendars and tables, and the way back."""
