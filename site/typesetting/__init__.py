"""Typst and its fonts: every PDF and every picture with letters."""
