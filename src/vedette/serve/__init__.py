"""View → the wire. Imports records, codebook, ledger, brief, export."""
