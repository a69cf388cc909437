"""What helps an editor: formatting, generated files, forms, new records, what is due, changes."""
