"""View → series and alarms. Imports records, codebook, plans."""
