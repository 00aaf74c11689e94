const words = /(password|passwd|passphrase|pwd|secret|(?:api|access|shared|storage|account|client|function|master|private|signing|encryption|subscription)[_-]?key|(?:sas|auth|access|api|bearer|refresh|security|personal|webhook|pat|github)[_-]?token)$/i;

const short = /(?:^|[_-])(?:pw|pass|token)$/i, joined = /[a-z](?:Pw|Pass)$/;

/** What names secrets have, a number behind them or not. A name that ends otherwise (PasswordAssetName, TokenUri) is about a secret, not one; nor is what a server hands out page by page (nextToken). */
export function isSecretName(name: string): boolean {
  const plain = name.replace(/\d+$/, '');
  return words.test(plain) || short.test(plain) || joined.test(plain);
}

/** `SqlPassword`, `client-secret`: a name of words, as assets and settings have them. */
const isName = (value: string): boolean => /^[a-z][a-z0-9]*(?:[-_. ][a-z0-9]+)*$/i.test(value) && /(?:[a-z0-9](?:Password|Secret|Credential|Key|Token)|[-_. ](?:password|secret|credential|key|token))$/.test(value) && !/\d[a-z]+\d/i.test(value);

const brackets = /^(?:<.*>|\[.*\]|\{.*\}|\(.*\)|%.*%|#.*#|__.*__|[*.#x?]+)$/i;
/** Words that ask for a value. With a digit or a sign in them they are one: `Password1!`. */
const asks = /^(?:x-oauth-|your|enter|insert|change|example|sample|todo|password|none|null|true|false)[a-z _.-]*$/i;

/** True for what stands in for a secret: nothing, `<password>`, `***`, an example. */
const standsIn = (value: string): boolean => value.trim().length < 4 || brackets.test(value.trim()) || asks.test(value.trim()) || /\s.*\s/.test(value) || /^https?:/i.test(value);

/** Whether a text under a secret's name is the secret itself: no stand-in, and no word that names where it is kept. A plain word may be a token of another kind. */
export const looksSecret = (value: string, name = ''): boolean => !standsIn(value) && !isName(value) && !(/token\d*$/i.test(name) && /^[a-z]+$/i.test(value));

/** Whether a text is a secret where only secrets can stand. */
export const isSecretText = (value: string): boolean => !standsIn(value) || /^password.+/i.test(value.trim());

/** `Basic …` with name and password behind it (RFC 7617). */
function isBasicHeader(value: string): boolean {
  const [, encoded = ''] = /^Basic ([A-Za-z0-9+/]{8,}={0,2})$/.exec(value) ?? [];
  return encoded !== '' && /^[^:]+:.{3,}$/.test(Buffer.from(encoded, 'base64').toString('latin1'));
}

/** `Bearer …` with a token behind it (RFC 6750). */
const isBearerHeader = (value: string): boolean => /^Bearer [\w.~+/-]{16,}={0,2}$/.test(value) && /\d/.test(value);

/** Secrets that their form gives away, wherever they stand (keys and tokens of GitHub, AWS, Slack; JSON web tokens; headers of a basic authentication; private keys). */
export const isKnownForm = (value: string): boolean => isBasicHeader(value) || isBearerHeader(value) || /^(?:(?:ghp|gho|ghs|ghu)_\w{30,}|github_pat_\w{30,}|AKIA[0-9A-Z]{16}|xox[abp]-[\w-]{20,}|(?:Bearer )?eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,})$/.test(value) || /-----BEGIN (RSA |EC )?PRIVATE KEY-----/.test(value);
