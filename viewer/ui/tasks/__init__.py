"""What takes a while: streaming, saving, transcribing, exporting."""
