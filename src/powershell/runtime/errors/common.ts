/** Errors raised from several places. */
import { raise } from './raise.ts';

/** Variables that no scope can have of its own: constant or read-only, and the same everywhere (AllScope). */
export const FIXED_VARIABLES: ReadonlySet<string> = new Set(['true', 'false', '?', 'home', 'pid', 'host', 'pshome', 'shellid', 'psculture', 'psuiculture', 'psedition', 'psversiontable', 'executioncontext', 'islinux', 'iswindows', 'ismacos', 'iscoreclr', 'enabledexperimentalfeatures']);
export const undefinedVariable = (name: string): never => raise({
  id: 'VariableIsUndefined', category: 'InvalidOperation', message: `The variable '$${name}' cannot be retrieved because it has not been set.`, target: name,
});
export const readOnlyVariable = (name: string): never => raise({
  id: 'VariableNotWritable', category: 'WriteError', exception: 'System.Management.Automation.SessionStateUnauthorizedAccessException',
  message: `Cannot overwrite variable ${name} because it is read-only or constant.`, target: name,
});
