"""What templates ask of a region: its sky, its name in another host's admin."""
