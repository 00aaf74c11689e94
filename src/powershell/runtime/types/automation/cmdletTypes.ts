/** Cmdlet and PSCmdlet: what `$PSCmdlet` derives from, and the names of the common parameters. */
import { COMMON_PARAMETERS } from '../../bind/common.ts';
import { HashSet } from '../../values/lists.ts';
import { genericType } from '../generic.ts';
import { laterType } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { T, named } from '../t.ts';

const base: NetType = named('System.Management.Automation.Cmdlet', [], { base: named('System.Management.Automation.Internal.InternalCommand') });
export const psCmdlet: NetType = named('System.Management.Automation.PSCmdlet', [], { base });
/** In the order of Cmdlet.CommonParameters. */
const ORDER = ['Verbose', 'Debug', 'ErrorAction', 'WarningAction', 'InformationAction', 'ProgressAction', 'ErrorVariable', 'WarningVariable', 'OutVariable', 'OutBuffer', 'PipelineVariable', 'InformationVariable'];
function setOf(names: readonly string[]): HashSet {
  const made = new HashSet(genericType('System.Collections.Generic.HashSet', [T.String]) as NetType, T.String, true);
  for (const name of names) made.add(name);
  return made;
}
laterType(base, () => ({
  statics: {
    CommonParameters: { type: undefined, get: () => setOf(COMMON_PARAMETERS.map((p) => p.name).sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))) },
    OptionalCommonParameters: { type: undefined, get: () => setOf(['WhatIf', 'Confirm', 'UseTransaction']) },
  },
}));
laterType(psCmdlet, () => ({}));
