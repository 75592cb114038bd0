"""Dimensions, ladders, frames and the field's words: data files and their loaders, no rules of their own."""

from lagebild.codebook.frames import Codebook, Example, Frame, load_codebook
from lagebild.codebook.ladders import load_ladders
from lagebild.codebook.lexicon import Lexicon, load_lexicon

__all__ = ["Codebook", "Example", "Frame", "Lexicon", "load_codebook", "load_ladders", "load_lexicon"]
