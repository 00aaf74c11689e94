/** Requests that an adapter cannot do: DebugSession answers most of those that nobody has written as if they were done. */
import type { DebugProtocol } from '@vscode/debugprotocol';

const BOTH = 'initialize launch attach configurationDone disconnect setBreakpoints setFunctionBreakpoints setExceptionBreakpoints continue next stepIn stepOut pause threads stackTrace scopes variables evaluate exceptionInfo source loadedSources';
/** What a session of something that runs answers. */
export const OF_RUNS: ReadonlySet<string> = new Set(`${BOTH} restart terminate breakpointLocations setVariable setExpression completions`.split(' '));
/** What a replay answers. */
export const OF_REPLAYS: ReadonlySet<string> = new Set(`${BOTH} stepBack reverseContinue`.split(' '));

/** Why a request is not done; undefined where it is one of those that are. */
export const refusalOf = ({ command }: DebugProtocol.Request, done: ReadonlySet<string>): string | undefined => (done.has(command) ? undefined : `The request ${command} is none that this session can do.`);
