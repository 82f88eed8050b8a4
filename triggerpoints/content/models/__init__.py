"""The typed records of the data files, one module for each kind."""
