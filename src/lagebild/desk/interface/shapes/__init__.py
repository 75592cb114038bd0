"""The shapes of all answers: what a program may rely on. Nothing is answered that does not have one of them."""
