"""How sure a number is: intervals of counts and shares, and of scores and ranks by seeded draws."""
