"""Tools for the people who write the data; not needed to run the app."""
