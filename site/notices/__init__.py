"""How people and places are reached, and every word that leaves the house."""
