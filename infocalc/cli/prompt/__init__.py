"""The prompt: a session of command lines without the program's name, with definitions and `ans`."""
