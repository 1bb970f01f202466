"""Clashes of festivals: what they are, where they are read, said and accepted, and the days of the
year. What finds them is events/clashes.py."""
