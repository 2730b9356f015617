"""How much one caller may ask for, counted by all gateways together."""
