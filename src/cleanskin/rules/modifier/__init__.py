"""Rules about modifiers that say why two services of a day, or a service in a global period, are paid apart."""
