/** The parts of a session state that scripts reach through `$ExecutionContext`, `$PSCmdlet` and modules; read when one is asked for. */
import { Paging, pagingValues } from './paging.ts';
import { CommandIntrinsics, DriveIntrinsics, ItemIntrinsics, ProviderIntrinsics } from './commandIntrinsics.ts';
import { PathIntrinsics, onlyFile, unresolvedPath } from './pathIntrinsics.ts';
import { VariableIntrinsics } from './variableIntrinsics.ts';
import type { CommandRuntime } from '../../runtime/run/pipeline/commandRuntime.ts';
import type { ModuleState } from '../../runtime/run/session.ts';
import type { Value } from '../../runtime/values/value.ts';

export function variables(module: ModuleState | undefined): Value { return new VariableIntrinsics(module); }
export function paths(): Value { return new PathIntrinsics(); }
export function commands(): Value { return new CommandIntrinsics(); }
export function items(): Value { return new ItemIntrinsics(); }
export function drives(): Value { return new DriveIntrinsics(); }
export function providers(): Value { return new ProviderIntrinsics(); }
export function paging(runtime: CommandRuntime): Value { const values = pagingValues(runtime); return values === undefined ? null : new Paging(values); }
export function unresolved(path: string): string { return unresolvedPath(path).path; }
export function fileAt(path: string): string { return onlyFile(path); }
