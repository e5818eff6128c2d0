DROP TABLE linked_identity_uses;
DROP TABLE linked_identities;
