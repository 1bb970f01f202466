"""The region's sky, for templates."""
