"""Trains the recogniser of our own on drawn lines of receipts; nothing of it runs in production."""
