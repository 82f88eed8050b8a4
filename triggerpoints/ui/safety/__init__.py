"""Safety: red flags by region, contraindications, harms."""
