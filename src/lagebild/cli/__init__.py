"""The command line: arguments come in, one pipeline call goes out, text is printed; no rule of the field lives here."""
