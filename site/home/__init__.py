"""The home page, which shows something of everybody."""
