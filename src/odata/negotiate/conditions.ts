/** Which conditions a request may carry (RFC 9110, 13.1), as WCF Data Services has it. */
import { odataError } from '../errors.ts';

export interface Conditions { readonly ifMatch: string | undefined; readonly ifNoneMatch: string | undefined }

/** What a condition would be about: a stream, whose tag is its provider's business; what has no tag of its own, or more in it than that covers; anything else. */
export type Conditioned = 'media' | 'untagged' | 'other';

/**
 * Refuses what the original refuses rather than overlooks: a condition that is not looked at would be a promise that is not kept.
 * @throws ODataError ConditionNotAllowed
 */
export function checkConditions(method: string, { ifMatch, ifNoneMatch }: Conditions, about: Conditioned): void {
  if (ifMatch !== undefined && ifNoneMatch !== undefined) throw odataError('ConditionNotAllowed', 'If-Match and If-None-Match', 'in one request; give one of them, or none');
  const [given] = [...(ifMatch === undefined ? [] : ['If-Match']), ...(ifNoneMatch === undefined ? [] : ['If-None-Match'])];
  if (given === undefined) return;
  if (method === 'POST') throw odataError('ConditionNotAllowed', given, 'with POST; what it makes was not there before');
  if (about === 'untagged') throw odataError('ConditionNotAllowed', given, 'where the address leads to several entities, to $count, to $links, or has $expand; entity tags are of one entity alone');
  if (method === 'GET' || method === 'HEAD') return;
  if (ifNoneMatch !== undefined && about !== 'media') throw odataError('ConditionNotAllowed', given, `with ${method}, which changes what is there; If-Match says of which state`);
}
