/** The text is no CLIXML. */
export class ClixmlError extends Error { readonly code = 'ClixmlError'; }
