"""The law as dated data: every value with its paragraph, its source and the day it was checked."""
