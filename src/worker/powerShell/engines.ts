/** The engine that runs runbooks: our own alone; our own, with a PowerShell for what it lacks; PowerShell. */
export const ENGINES = ['builtIn', 'auto', 'powershell'] as const;
export type EngineChoice = (typeof ENGINES)[number];
