"""A release in, JSON out: the GraphQL service. It reads; it never transforms."""
