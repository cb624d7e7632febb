"""What people hand in where a crawler cannot see."""
