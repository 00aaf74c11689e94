/** Text that is no XPath. */
export class XPathTextError extends Error { readonly code = 'XPathTextError'; constructor(path: string) { super(`'${path}' has an invalid token.`); } }
