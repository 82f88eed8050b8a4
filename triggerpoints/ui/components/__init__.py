"""Parts that draw in the browser with scripts of their own; each folder holds one."""
