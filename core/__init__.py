"""The words of Rasad: frozen records and pure functions that every station shares."""
