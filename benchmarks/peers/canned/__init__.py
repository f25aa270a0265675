"""The ceiling: uvicorn with an answer that was ready before it was asked for."""
