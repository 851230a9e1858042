"""Les écrans des comptes."""
