"""The story of a task, top to bottom: request, plan, code, render, publish, end.

Pydantic only: this package is what the services agree on and the only thing they share by name.
"""
