"""From an address to bytes: politely, within limits, and never to an address inside a network that was not named."""

from lagebild.fetch.addresses import Reach
from lagebild.fetch.client import Client, FetchError, Limits, Reply, Request

__all__ = ["Client", "FetchError", "Limits", "Reach", "Reply", "Request"]
