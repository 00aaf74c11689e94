/** True of two names that PowerShell takes for one: it knows no case. A name that is not there is no other's. */
export const sameName = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();
