/** Which methods a resource takes: what OPTIONS answers, and what a 405 tells in `Allow` (RFC 9110, 9.3.7, 15.5.6). */
import type { Resource } from '../../odata/uri/resource.ts';

const READ = ['GET', 'HEAD'] as const;
const CHANGE = ['PUT', 'MERGE', 'PATCH'] as const;

/** The methods, OPTIONS aside. */
export function methodsOf(resource: Resource): readonly string[] {
  switch (resource.kind) {
    case 'entities': return resource.path.targetSet.create === false || !resource.path.isCollection ? READ : [...READ, 'POST'];
    case 'entity': {
      const { update, delete: remove } = resource.path.targetSet;
      return [...READ, ...(update ? CHANGE : []), ...(remove ? ['DELETE'] : [])];
    }
    case 'media': return ['RunbookVersions', 'Modules'].includes(resource.path.targetSet.name) ? [...READ, 'PUT'] : READ;
    case 'action': return resource.path.isCollection ? [] : ['POST'];
    case 'batch': return ['POST'];
    case 'property': return resource.path.targetSet.updatable.includes(resource.property.name) ? [...READ, ...CHANGE, 'DELETE'] : READ;
    case 'links': return linkMethods(resource);
    case 'serviceDocument': case 'metadata': case 'count': case 'operation': return READ;
  }
}

/** What a client that tried to make something where nothing is made has to do instead. */
export function hintFor(resource: Resource, method: string): string | undefined {
  if (resource.kind === 'action') return `${resource.action.name} is invoked by POST.`;
  if (resource.kind !== 'entities' || method !== 'POST') return undefined;
  switch (resource.path.targetSet.name) {
    case 'Runbooks': return 'A runbook is made by a POST of its text to RunbookVersions.';
    case 'Jobs': return 'A job is made by a POST to Start of its runbook.';
    default: return undefined;
  }
}

function linkMethods({ navigation, key, count, path }: Extract<Resource, { kind: 'links' }>): readonly string[] {
  if (count) return READ;
  if (navigation.join === undefined) return key === undefined ? [...READ, 'POST'] : [...READ, 'DELETE'];
  if (navigation.many || !path.targetSet.updatable.includes(navigation.join.own)) return READ;
  return [...READ, ...CHANGE, 'DELETE'];
}
