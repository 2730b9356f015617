"""What plans look like as text. Clients read it and post it back, models answer in it: the planner
and the gateway must agree on it."""
