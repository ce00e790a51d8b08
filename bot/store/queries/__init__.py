"""Questions with names, one module per room of the memory. Each takes the community from who asks."""
