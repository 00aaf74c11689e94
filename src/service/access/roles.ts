/**
 * Who may do what. SMA has one group, whose members may do everything (sma-rest-api.md 1.5): `admin` here. Two smaller
 * ones are ours: an operator starts and stops, a reader reads. What is not named is refused.
 */
import type { Resource } from '../../odata/uri/resource.ts';

export const ROLES = ['admin', 'operator', 'reader'] as const;
export type Role = (typeof ROLES)[number];

/** Actions that run things; authoring is not among them. */
const OPERATED: ReadonlySet<string> = new Set(['Start', 'Stop', 'Suspend', 'Resume', 'GetStatistics']);
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a role may send this request. A batch is looked at request by request. */
export function isAllowed(role: Role, method: string, resource: Resource): boolean {
  switch (role) {
    case 'admin': return true;
    case 'operator': if (resource.kind === 'action' && OPERATED.has(resource.action.name)) return true; break;
    case 'reader': if (resource.kind === 'action' && resource.action.name === 'GetStatistics') return true; break;
  }
  return READING.has(method) || resource.kind === 'batch';
}
