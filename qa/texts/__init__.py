"""What stands in running text: names of things, people and their offices, values."""
