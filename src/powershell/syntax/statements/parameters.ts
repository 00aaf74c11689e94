/** Whether a keyword's parameter is meant: any beginning of its name will do. */
export const isParameter = (written: string, name: string): boolean => name.toLowerCase().startsWith(written.toLowerCase());
