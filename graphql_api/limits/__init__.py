"""What one request, one client and all of them together may ask of the service."""
