"""The asset library: pictures and documents, what they show and whose they are."""
