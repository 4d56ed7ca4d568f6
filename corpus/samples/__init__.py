"""Sample pages; `corpus.sample` gives the path of one."""
