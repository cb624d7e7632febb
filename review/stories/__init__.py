"""Stories: their page, and items taken out or put in."""
