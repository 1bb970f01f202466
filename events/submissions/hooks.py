"""What organisers propose: the public form, the private link, the queue. Its place in the admin."""
