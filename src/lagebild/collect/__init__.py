"""Sources are asked in turn, politely, and what they say goes into the store: the ears of a desk."""

from lagebild.collect.collector import Collector, Polled
from lagebild.collect.listen import Ears

__all__ = ["Collector", "Ears", "Polled"]
