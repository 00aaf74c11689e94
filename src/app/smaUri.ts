import { documentScheme } from './ids.ts';

export type DocumentVersion = 'draft' | 'published';
/** Which text of which runbook of which connection a read-only document shows. */
export interface DocumentAddress { readonly connectionId: string; readonly runbookName: string; readonly version: DocumentVersion }
/** The parts of a Uri that matter here, so that this can be tested without the editor. */
export interface UriParts { readonly scheme: string; readonly path: string }

const PATH = /^\/([^/]+)\/([^/]+) \((draft|published)\)\.ps1$/;

/**
 * `sma:/local/Get-Report (draft).ps1`: short, with the version in the tab's title, PowerShell by its extension, and
 * nothing in it but names. The text is fetched by the content provider.
 */
export function buildDocumentPath({ connectionId, runbookName, version }: DocumentAddress): UriParts {
  return { scheme: documentScheme, path: `/${connectionId}/${runbookName} (${version}).ps1` };
}

/** The reverse; undefined for what is not such an address. */
export function parseDocumentUri({ scheme, path }: UriParts): DocumentAddress | undefined {
  if (scheme !== documentScheme) return undefined;
  const [, connectionId, runbookName, version] = PATH.exec(path) ?? [];
  if (connectionId === undefined || runbookName === undefined || (version !== 'draft' && version !== 'published')) return undefined;
  return { connectionId, runbookName, version };
}
