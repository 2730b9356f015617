"""What the planner and the coder write with: a model, its prompts, and a patient reader."""
