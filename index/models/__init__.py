"""The bundled weights, their model card (README.md) and the script that makes them."""
