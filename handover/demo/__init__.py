"""`lotse demo`: a year of customers and agents, played through the real service with a clock of its own."""
