"""Items, agencies and sources looked at."""
