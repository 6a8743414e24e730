"""The ledger's tables, by what they are for; `vedette.ledger.tables` has them all."""
