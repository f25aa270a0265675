"""FastAPI and pandas, as the assignment's students write it."""
