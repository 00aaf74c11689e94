/** Text that is no XPath. */
export class XPathTextError extends Error { readonly code: string = 'XPathTextError'; constructor(path: string, message = `'${path}' has an invalid token.`) { super(message); } }
/** An XPath, or a part of one, that has to give nodes and does not: also where a name is missing at its place (XPathParser.ParseNodeTest). */
export class XPathNodesError extends XPathTextError { override readonly code = 'XPathNodesError'; constructor(path: string) { super(path, 'Expression must evaluate to a node-set.'); } }
/** A function that XPath does not have, or a variable, without a context that could know it (UndefinedXsltContext). */
export class XPathContextError extends XPathTextError { override readonly code = 'XPathContextError'; constructor(path: string, message = 'Namespace Manager or XsltContext needed. This query has a prefix, variable, or user-defined function.') { super(path, message); } }
