"""What people hand in: lists, forms and files."""
