"""What a visit is given in writing: what to bring, calendar entry, PDF and the words of mails."""
