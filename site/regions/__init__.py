"""What makes a region: its name, zone, place, languages and colours. One a Wagtail Site."""
