"""Tools of the makers; not part of the package."""
