"""Mercurius, Fastify's GraphQL adapter, with graphql-jit: the peer to beat."""
