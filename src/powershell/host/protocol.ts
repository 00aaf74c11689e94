/**
 * What the engine and a PowerShell say to each other: one JSON object a line, ASCII only on the way there, UTF-8 on
 * the way back. README.md has the table,
 * bootstrap.ps1 is the other side.
 */

/** Values are CLIXML texts (wire.ts). */
export type ToPowerShell =
  | { readonly type: 'hello'; readonly token: string; readonly width: number; readonly activities: readonly ActivityFacts[] }
  /** Runs a text with arguments; what it writes comes record by record, then `done`. `asText`: objects as Out-String shows them. */
  | { readonly type: 'run'; readonly text: string; readonly arguments: string; readonly variables: string; readonly asText: boolean; /** The folder it begins in, where that is another one. */ readonly location?: string; /** Variables of the environment that have other values than before; null where they are gone. */ readonly environment?: readonly { readonly name: string; readonly value: string | null }[]; /** The file it is, for `$PSScriptRoot`. */ readonly path?: string; /** Nothing that it sets, defines or loads stays. */ readonly isAlone?: boolean }
  | { readonly type: 'find' | 'help' | 'names' | 'modules'; readonly name: string }
  | { readonly type: 'import'; readonly name: string; readonly bounds: readonly { readonly name: string; readonly value: string }[] }
  /** To an `ask`. */
  | { readonly type: 'answer'; readonly clixml: string | null; readonly error: ActivityError | null }
  /** Heard also while something runs. */
  | { readonly type: 'stop' };
export interface ActivityFacts { readonly name: string; readonly parameters: readonly string[] }
export interface ActivityError { readonly message: string; readonly id: string; readonly category: string; /** It ends the activity. */ readonly ends: boolean }

export type FromPowerShell =
  | { readonly type: 'ready'; readonly version: string; readonly edition: string; /** A stop is heard while something runs. */ readonly hears: boolean }
  /** A value, or its text; neither for `$null`. */
  | { readonly type: 'output'; readonly value?: string; readonly clixml?: string; readonly text?: string }
  | { readonly type: 'error'; readonly error: ErrorFacts }
  | { readonly type: 'warning' | 'verbose' | 'debug'; readonly text: string; readonly line?: number }
  | { readonly type: 'information'; readonly text: string; readonly isHost: boolean }
  | { readonly type: 'progress'; readonly activity: string | null; readonly status: string | null; readonly operation: string | null; readonly id: number; readonly parent: number; readonly percent: number; readonly seconds: number; readonly completed: boolean }
  /** An activity of the service is called: answered by `answer`. */
  | { readonly type: 'ask'; readonly command: string; readonly parameters: string }
  /** The end of what was asked for. */
  | { readonly type: 'done'; readonly error?: ErrorFacts; readonly found?: CommandFacts | ModuleFacts | null; readonly names?: readonly { readonly name: string; readonly module: string }[]; readonly help?: string; readonly modules?: readonly (ModuleFacts & { readonly path: string; readonly description: string })[] }
  /** The script has left PowerShell (`exit`): its process is about to end. */
  | { readonly type: 'left' };

export interface ErrorFacts {
  readonly message: string;
  readonly id: string | null;
  readonly category: string;
  readonly activity: string | null;
  readonly reason: string | null;
  readonly targetName: string | null;
  readonly targetType: string | null;
  readonly exception: string;
  readonly exceptionMessage: string | null;
  readonly stack: string | null;
  readonly line?: number;
  readonly column?: number;
  /** The text of the line. */
  readonly lineText?: string | null;
  /** The file that the line is in; empty where it is in none. */
  readonly file?: string | null;
}
export interface CommandFacts { readonly name: string; readonly module: string; readonly defaultSet: string; readonly parameters: readonly ParameterFacts[] }
export interface ParameterFacts {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly type: string;
  readonly isSwitch: boolean;
  readonly isDynamic: boolean;
  readonly sets: readonly { readonly name: string; readonly position: number; readonly mandatory: boolean; readonly pipeline: boolean; readonly property: boolean }[];
  readonly values: readonly string[];
}
export interface ModuleFacts { readonly name: string; readonly version: string; readonly commands: readonly string[] }

/** Begins every message of PowerShell, so that what anything else prints is told apart. */
export const markOf = (token: string): string => `\u001e${token} `;
/** JSON with every character beyond ASCII escaped: no code page can damage it. */
export const asciiJson = (message: object): string => JSON.stringify(message).replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
