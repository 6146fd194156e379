-- A hash of a password says what it cost: all of them so far cost this.
update accounts set password_hash = replace(password_hash, 'scrypt$', 'scrypt$32768$8$3$');
