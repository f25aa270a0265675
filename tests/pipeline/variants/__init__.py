"""Raw files in the real formats, and what becomes of them on their way to us: each variant with its outcome."""
