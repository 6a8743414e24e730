"""Report → Reading. Imports records, codebook, sentences."""
