"""A chat model under control: what it is told, what of its words is borne out, what becomes of the rest."""
