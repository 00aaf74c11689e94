import { decorationScheme } from '../../app/ids.ts';
import type { RunbookTarget } from '../../app/ids.ts';
import { parseWireTime, shortTime } from '../../app/text/times.ts';
import type { ItemView } from '../../app/ui/itemView.ts';
import { runbookTypeLabel } from '../../sma/runbookType.ts';
import type { RunbookRow } from './runbookModel.ts';
import type { DocumentVersion } from '../../app/smaUri.ts';

/** A runbook, and below it its file and the server's versions of it. */
export type RunbookNode =
  | ({ readonly kind: 'runbook'; readonly connectionId: string; readonly serverKnown: boolean; /** The file is known to differ from the published version. */ readonly changed: boolean; readonly row: RunbookRow } & RunbookTarget)
  | ({ readonly kind: 'file'; readonly connectionId: string; readonly row: RunbookRow } & RunbookTarget)
  | ({ readonly kind: 'version'; readonly connectionId: string; readonly version: DocumentVersion; readonly row: RunbookRow } & RunbookTarget);

/** What a row's decoration says; a letter, so that it is not said by colour alone. */
export type RunbookMark = 'onlyHere' | 'new' | 'inEdit' | 'changed' | 'none';

export function runbookItem(node: RunbookNode, now: Date): ItemView {
  if (node.kind === 'runbook') return rowItem(node, now);
  return node.kind === 'file' ? fileItem(node) : versionItem(node);
}

/** The mark of a row; `none` where nothing is open. */
export function markOf({ row, serverKnown, changed }: Pick<RunbookNode & { kind: 'runbook' }, 'row' | 'serverKnown' | 'changed'>): RunbookMark {
  if (row.server === undefined) return serverKnown ? 'onlyHere' : 'none';
  return row.state === 'New' ? 'new' : row.state === 'InEdit' ? 'inEdit' : changed ? 'changed' : 'none';
}

function rowItem(node: RunbookNode & { kind: 'runbook' }, now: Date): ItemView {
  const { connectionId, serverKnown, changed, row, runbookName } = node;
  const { local, server, state } = row;
  const words = stateWords(row, serverKnown, changed);
  return {
    id: `${connectionId}/runbooks/${runbookName.toLowerCase()}`,
    label: runbookName,
    description: shortWords(row, serverKnown, changed),
    tooltip: tooltip(row, words, now),
    icon: iconOf(row, changed),
    tokens: [
      'runbook',
      ...(local === undefined ? ['remote'] : ['local']),
      ...(server === undefined ? [] : ['server']),
      ...(state === 'Published' || state === 'InEdit' ? ['published'] : []),
      ...(state === 'New' || state === 'InEdit' ? ['draft'] : []),
    ],
    expandable: 'collapsed',
    opens: 'Open',
    resource: `${decorationScheme}:/${markOf(node)}/${encodeURIComponent(runbookName)}`,
    spoken: `${runbookName}, ${words === '' ? 'in the folder' : words}`,
  };
}

function fileItem({ connectionId, row, runbookName }: RunbookNode & { kind: 'file' }): ItemView {
  return {
    id: `${connectionId}/runbooks/${runbookName.toLowerCase()}/file`,
    label: 'File',
    description: row.local?.path ?? '',
    tooltip: `The file of ${runbookName} in your folder: ${row.local?.path ?? ''}`,
    icon: 'file',
    tokens: ['file'],
    opens: 'Open',
  };
}

function versionItem({ connectionId, version, runbookName }: RunbookNode & { kind: 'version' }): ItemView {
  const draft = version === 'draft';
  return {
    id: `${connectionId}/runbooks/${runbookName.toLowerCase()}/${version}`,
    label: draft ? 'Draft' : 'Published',
    description: draft ? 'not what runs' : 'what Start runs',
    tooltip: draft ? `The draft of ${runbookName} on the server. Publish makes it the version that runs.` : `The version of ${runbookName} that the server runs.`,
    icon: draft ? 'edit' : 'verified',
    tokens: ['version', version],
    opens: 'Open',
  };
}

/** The state, which the icon keeps saying where a long name leaves no room for words. */
function iconOf({ local, server, state }: RunbookRow, changed: boolean): string {
  if (server === undefined) return 'file-code';
  if (state !== 'Published') return 'edit';
  return local === undefined ? 'cloud' : changed ? 'diff-modified' : 'verified';
}

/** What stands behind the name, as short as it can be and the state first: a side bar is narrow. */
function shortWords({ local, server, state, others }: RunbookRow, serverKnown: boolean, changed: boolean): string {
  const where = server === undefined ? (serverKnown ? 'local' : '') : state === 'New' ? 'draft' : state === 'InEdit' ? 'published, draft' : changed ? 'changed locally' : 'published';
  return [where, ...(local === undefined ? ['server only'] : []), ...(others.length > 0 ? [`${others.length + 1} files`] : [])].filter((part) => part !== '').join(' · ');
}

function stateWords({ local, server, state, others }: RunbookRow, serverKnown: boolean, changed: boolean): string {
  const parts: string[] = [];
  if (server === undefined) parts.push(...(serverKnown ? ['only here'] : []));
  else if (state === 'New') parts.push('draft, never published');
  else parts.push(state === 'InEdit' ? 'published, with a draft' : 'published');
  if (changed) parts.push('changed locally');
  if (local === undefined) parts.push('only on server');
  if (others.length > 0) parts.push(`${others.length + 1} files`);
  return parts.join(' · ');
}

function tooltip({ runbookName, local, server, others }: RunbookRow, words: string, now: Date): string {
  const modified = parseWireTime(server?.modifiedAt);
  return [
    words === '' ? runbookName : `${runbookName}: ${words}`,
    ...(server?.type === undefined ? [] : [runbookTypeLabel(server.type)]),
    ...(server?.description === null || server?.description === undefined || server.description === '' ? [] : [server.description]),
    ...(local === undefined ? [] : [`File: ${local.path}`]),
    ...others.map(({ path }) => `Same name: ${path}`),
    ...(modified === undefined ? [] : [`Changed on the server: ${shortTime(modified, now)}${server?.modifiedBy === null || server?.modifiedBy === undefined ? '' : ` by ${server.modifiedBy}`}`]),
    ...(server === undefined || server.tags.length === 0 ? [] : [`Tags: ${server.tags.join(', ')}`]),
  ].join('\n');
}
