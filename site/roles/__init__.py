"""Who works here: roles, their rights in a region, and who waits for whom."""
