"""Search over what the public has, in the reader's language. Reads everything, owns nothing."""
