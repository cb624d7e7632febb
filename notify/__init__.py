"""Messages to people outside: e-mail and messengers' bots, to the addresses the office configured."""
