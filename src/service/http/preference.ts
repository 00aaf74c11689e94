/** Whether a change is answered with what was written: the client's `Prefer`, as WCF Data Services follows it. */
import { preferredContent, type ContentPreference } from '../../odata/negotiate/prefer.ts';
import { requestVersion } from '../../odata/negotiate/version.ts';
import type { Resource } from '../../odata/uri/resource.ts';
import type { ServiceRequest } from './serviceRequest.ts';

/**
 * The preference that counts: only a request of version 3.0 has one, whatever its reply may be (ClientPreference.InterpretClientPreference). To be asked where
 * something is made, or an entity or one of its properties changed; not of links, streams and actions.
 */
export function preferenceOf({ headers }: Pick<ServiceRequest, 'headers'>): ContentPreference | undefined {
  const preferred = preferredContent(headers.get('prefer') ?? undefined);
  if (preferred === undefined) return undefined;
  return requestVersion({ dataServiceVersion: headers.get('dataserviceversion') ?? undefined, maxDataServiceVersion: headers.get('maxdataserviceversion') ?? undefined }) < 3 ? undefined : preferred;
}

const CHANGES: ReadonlySet<string> = new Set(['PUT', 'MERGE', 'PATCH']);

/** Whether a request is one whose preference counts. */
export const isPreferable = (method: string, kind: Resource['kind']): boolean => (kind === 'entities' ? method === 'POST' : (kind === 'entity' || kind === 'property') && CHANGES.has(method));
