"""The queue: which card is next, how it is drawn, and what a key means."""
