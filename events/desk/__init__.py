"""The calendar desk: what its screens share, and the calendar of all editions."""
