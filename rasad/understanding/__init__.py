"""From items to claims and stories."""
