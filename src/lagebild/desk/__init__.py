"""The desk: the picture of a store in a browser, and the interface for other programs.

What enters is a request, what leaves is a page or JSON; everything between is asked of ``pipeline`` and ``store``.
"""
