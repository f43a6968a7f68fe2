"""What the interviews are about, as data."""
