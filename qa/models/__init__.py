"""The bundled reader, and the scripts that train, export and calibrate it."""
