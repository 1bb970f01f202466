"""Places worth going to: where they are, what they cost, what to know before."""
