"""What every page is: its base, body blocks, navigation, head for search engines, errors."""
