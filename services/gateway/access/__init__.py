"""Who asks, and what they may do. Closed by default: a route is open only if `rules` says so."""
