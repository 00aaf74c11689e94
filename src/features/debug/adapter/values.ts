import type { DebugProtocol } from '@vscode/debugprotocol';
import type { VariableEntry } from '../../../powershell/runtime/debug/protocol.ts';

/** A row of the variables tree. */
export function variableOf({ name, value, type, handle, indexed, named, evaluateName, canSet, isLazy }: VariableEntry): DebugProtocol.Variable {
  return {
    name, value, type, variablesReference: handle,
    ...(indexed === undefined ? {} : { indexedVariables: indexed }), ...(named === undefined ? {} : { namedVariables: named }),
    ...(evaluateName === undefined ? {} : { evaluateName }), ...(canSet === false || isLazy === true ? { presentationHint: { ...(canSet === false ? { attributes: ['readOnly'] } : {}), ...(isLazy === true ? { lazy: true } : {}) } } : {}),
  };
}

/** Variables and what is in them; a command or method under the pointer must not run because somebody looks at it. */
export const isSafeToHover = (text: string): boolean => /^\$(?:\{[^}]+\}|[\w:?^$]+)(?:\.(?:\w+|'[^']*')|\[(?:-?\d+|'[^']*'|"[^"$]*"|\$\w+)\])*$/.test(text.trim());
