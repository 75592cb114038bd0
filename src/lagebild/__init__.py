"""Lagebild."""
