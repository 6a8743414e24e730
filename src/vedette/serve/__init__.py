"""View → the wire. Imports records, codebook, resolve, ledger, brief, export."""
