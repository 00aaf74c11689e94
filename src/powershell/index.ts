/** The PowerShell language and its runtime: what other rooms may use. */
export * from './syntax/index.ts';
export * from './analysis/index.ts';
