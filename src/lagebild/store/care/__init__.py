"""Care of a store: whether it is whole, copies of it in safety, taking it elsewhere, and letting texts go."""
