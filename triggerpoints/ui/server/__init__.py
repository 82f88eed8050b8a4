"""What the web server sends besides Streamlit's own: static files, files of the body maps, warm-up."""
