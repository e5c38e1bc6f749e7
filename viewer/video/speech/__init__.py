"""Speech to text on this computer: the engine, its models, and the transcribing process."""
