/** A command of PowerShell as the editor knows commands. */
import type { CommandFacts } from '../analysis/index.ts';
import type { CommandFacts as Told } from './protocol.ts';

/** Every cmdlet takes them (about_CommonParameters): they are said elsewhere, once for all. */
const COMMON: ReadonlySet<string> = new Set([
  'verbose', 'debug', 'erroraction', 'warningaction', 'informationaction', 'progressaction', 'errorvariable', 'warningvariable', 'informationvariable', 'outvariable', 'outbuffer', 'pipelinevariable', 'whatif', 'confirm',
]);

/** Its parameters as one list: of several sets the first that says a position. */
export function commandFactsOf({ name, module, parameters }: Told, synopsis: string | undefined): CommandFacts {
  return {
    name, kind: 'cmdlet', synopsis, description: undefined, aliases: [], module, supportsShouldProcess: parameters.some((p) => p.name === 'WhatIf'),
    parameters: parameters.filter((p) => !COMMON.has(p.name.toLowerCase())).map(({ name: own, aliases, type, isSwitch, sets, values }) => ({
      name: own, type: type === '' ? 'System.Object' : type, isSwitch, aliases, allowedValues: values.length > 0 ? values : undefined, help: undefined,
      isMandatory: sets.length > 0 && sets.every((s) => s.mandatory), position: isSwitch ? undefined : sets.find((s) => s.position >= 0)?.position,
    })),
  };
}
