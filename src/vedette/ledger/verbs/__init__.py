"""What a ledger may be asked and told: a module for each subject, all of them one `Ledger`."""
