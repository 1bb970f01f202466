"""Preparing a year's programme: the call, next editions, the launch, what became of them."""
