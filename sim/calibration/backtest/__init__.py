"""The record of the agreements beside what the model foresees of them, in sample and left out."""
