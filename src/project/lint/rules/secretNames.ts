/** What names secrets have. A name that ends otherwise (PasswordAssetName, TokenUri) is about a secret, not one. */
export const isSecretName = (name: string): boolean => /(?:^|[_-])(?:pw|pass)$/i.test(name) || /[a-z](?:Pw|Pass)$/.test(name) || /(password|passwd|passphrase|pwd|secret|api[_-]?key|access[_-]?key|shared[_-]?key|storage[_-]?key|sas[_-]?token|auth[_-]?token|access[_-]?token)$/i.test(name);

/** False for what stands in for a secret: nothing, `<password>`, `***`, an example, a word that names where it is kept. */
export const looksSecret = (value: string): boolean => value.trim().length >= 4 && !/^[<[{(*.#%]|^(x+|your|enter|todo|change|insert|example|sample|none|null|true|false|password)/i.test(value.trim())
  && !/\s.*\s/.test(value) && !/^https?:/i.test(value) && !/^[\w-]*(password|secret|credential|key|token)$/i.test(value);
