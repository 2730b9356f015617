"""The low-level agents: one command to one service, its answer as it is, its files for a day."""
