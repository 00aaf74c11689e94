/**
 * The PowerShell language: what other rooms may use of syntax and analysis. The runtime is in engine/, apart, so
 * that a program which only reads scripts does not carry the engine.
 */
export * from './syntax/index.ts';
export * from './analysis/index.ts';
