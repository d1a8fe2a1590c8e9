"""Rules about ultraviolet light and excimer laser: diagnosis, once a day, agent."""
