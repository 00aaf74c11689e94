/** Which conditions a request may carry (RFC 9110, 13.1), as WCF Data Services has it. */
import { odataError } from '../errors.ts';

export interface Conditions { readonly ifMatch: string | undefined; readonly ifNoneMatch: string | undefined }

/**
 * Refuses what the original refuses rather than overlooks: a condition that is not looked at would be a promise that is not kept.
 * `isMedia`: whether a stream may be put where there is none yet is its provider's business.
 * @throws ODataError ConditionNotAllowed
 */
export function checkConditions(method: string, { ifMatch, ifNoneMatch }: Conditions, isMedia: boolean): void {
  if (ifMatch !== undefined && ifNoneMatch !== undefined) throw odataError('ConditionNotAllowed', 'If-Match and If-None-Match', 'in one request; give one of them, or none');
  const [given] = [...(ifMatch === undefined ? [] : ['If-Match']), ...(ifNoneMatch === undefined ? [] : ['If-None-Match'])];
  if (given === undefined || method === 'GET' || method === 'HEAD') return;
  if (method === 'POST') throw odataError('ConditionNotAllowed', given, 'with POST; what it makes was not there before');
  if (ifNoneMatch !== undefined && !isMedia) throw odataError('ConditionNotAllowed', given, `with ${method}, which changes what is there; If-Match says of which state`);
}
