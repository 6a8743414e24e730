"""Report → Reading. Imports records, codebook."""
