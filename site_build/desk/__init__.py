"""The editors' tools: what no handbook needs, but who writes the guide does."""
