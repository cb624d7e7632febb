"""What is written: the month, bulletins, the book of services, the public pages."""
