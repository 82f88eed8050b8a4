"""What a page shows: its address, for whom it is worded, and inputs that write into the address."""
