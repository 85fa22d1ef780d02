"""Autobahn does its loops over single bytes with the package of this name if there is one; here Java does them."""
