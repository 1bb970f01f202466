"""What the templates of every page share: navigation, translated words, the head."""
