"""The JSON interface: the actions of the review application for programs, with a token for each person."""
