/** The name of what is imported with a prefix: behind the verb, or before a name without one (ModuleCmdletBase.AddPrefixToCommandName). */
export const prefixed = (prefix: string, name: string): string => (prefix === '' ? name : name.replace(/^([^-]*-)?/, (verb) => verb + prefix));
