"""Importing calendars and tables, and the way back. Its place in the admin."""
