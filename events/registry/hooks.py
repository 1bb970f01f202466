"""Venues, organisers and roads: searching, merging, where they are used. Its place in the admin."""
