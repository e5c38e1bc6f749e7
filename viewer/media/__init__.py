"""Videos on this computer: finding, playing, frames, sound, transcripts, speech. No widgets."""
