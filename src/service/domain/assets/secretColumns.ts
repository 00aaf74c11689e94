/** Where secrets are kept, and what each is bound to: a text of one row does not open in another. */
export const SECRET_SETS = ['Variables', 'Credentials', 'Certificates', 'ConnectionFieldValues'] as const;
export type SecretSet = (typeof SECRET_SETS)[number];

/** The key column of each. */
export const SECRET_KEYS: Readonly<Record<SecretSet, string>> = {
  Variables: 'VariableID', Credentials: 'CredentialID', Certificates: 'CertificateID', ConnectionFieldValues: 'ConnectionFieldValueID',
};

/** What people call the row by. */
export const SECRET_NAMES: Readonly<Record<SecretSet, string>> = { Variables: 'Name', Credentials: 'Name', Certificates: 'Name', ConnectionFieldValues: 'ConnectionFieldName' };

/** The owner that a secret is bound to. */
export const secretOwner = (set: SecretSet, id: string): string => `${set}/${id}`;
