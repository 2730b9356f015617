"""Prompt -> outline -> implementation plans."""
