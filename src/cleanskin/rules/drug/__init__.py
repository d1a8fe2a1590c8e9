"""Rules about drug lines: units against amounts given, waste, drug numbers, places where no drug may be billed."""
