"""What the templates of places add: prices and positions."""
