"""Compiled plans: a document that was checked is turned once into a program that writes the JSON of its answer.

Strawberry is the contract. A plan calls the same resolvers and leaves out what stands between them: it collects the
fields once, reads arguments without walking the document, works out each field for all objects of a list together, and
writes bytes instead of a tree; titles come out of columns that hold each value as JSON. Whatever is out of the
ordinary, an error above all, is `Unplanned`: then Strawberry answers, as it would without this room. Deleting it, and
the few lines of `http` that name it, leaves a correct, slower service; `CARTELERA_ENGINE=off` does so for a while.
"""
