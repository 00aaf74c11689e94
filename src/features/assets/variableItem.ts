import type { VariableTarget } from '../../app/ids.ts';
import { parseWireTime, shortTime } from '../../app/text/times.ts';
import type { ItemView } from '../../app/ui/itemView.ts';
import type { Variable } from '../../client/api.ts';
import { previewOf, typeWord } from './variableValue.ts';

/** The assets view: kinds, and the assets of a kind below. */
export type AssetNode =
  | { readonly kind: 'group'; readonly group: 'variables'; readonly connectionId: string; readonly count: number }
  | ({ readonly kind: 'variable'; readonly connectionId: string; readonly variable: Variable } & VariableTarget);

export function assetItem(node: AssetNode, now: Date): ItemView {
  if (node.kind === 'group') {
    return {
      id: `${node.connectionId}/${node.group}`,
      label: 'Variables',
      description: String(node.count),
      icon: 'symbol-variable',
      tokens: ['group', node.group],
      expandable: 'expanded',
      spoken: `Variables, ${node.count}`,
    };
  }
  const { variable, connectionId, variableId } = node;
  const value = variable.isEncrypted ? 'encrypted' : previewOf(variable.value);
  const modified = parseWireTime(variable.modifiedAt);
  return {
    id: `${connectionId}/variables/${variableId}`,
    label: variable.name,
    description: value,
    tooltip: [
      variable.name,
      ...(variable.description === null || variable.description === '' ? [] : [variable.description]),
      variable.isEncrypted ? 'Encrypted: only a running runbook can read the value' : `${typeWord(variable.value)}: ${value}`,
      ...(modified === undefined ? [] : [`Changed: ${shortTime(modified, now)}`]),
    ].join('\n'),
    icon: variable.isEncrypted ? 'lock' : 'symbol-variable',
    tokens: ['variable', ...(variable.isEncrypted ? ['encrypted'] : [])],
    opens: 'Edit Variable',
    spoken: `${variable.name}, ${value}`,
  };
}
