/** System.Net.HttpStatusCode. */
import { enumType } from '../../runtime/types/system/enums.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import type { NetType } from '../../runtime/types/netType.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';

const CODES = (lookupType('System.Net.HttpStatusCode') as NetType | undefined) ?? enumType('System.Net.HttpStatusCode', [
  ['Continue', 100], ['SwitchingProtocols', 101], ['OK', 200], ['Created', 201], ['Accepted', 202], ['NonAuthoritativeInformation', 203], ['NoContent', 204], ['ResetContent', 205], ['PartialContent', 206],
  ['MultipleChoices', 300], ['MovedPermanently', 301], ['Found', 302], ['SeeOther', 303], ['NotModified', 304], ['TemporaryRedirect', 307], ['PermanentRedirect', 308], ['BadRequest', 400], ['Unauthorized', 401],
  ['PaymentRequired', 402], ['Forbidden', 403], ['NotFound', 404], ['MethodNotAllowed', 405], ['NotAcceptable', 406], ['ProxyAuthenticationRequired', 407], ['RequestTimeout', 408], ['Conflict', 409], ['Gone', 410],
  ['LengthRequired', 411], ['PreconditionFailed', 412], ['RequestEntityTooLarge', 413], ['RequestUriTooLong', 414], ['UnsupportedMediaType', 415], ['RequestedRangeNotSatisfiable', 416], ['ExpectationFailed', 417],
  ['UnprocessableEntity', 422], ['Locked', 423], ['FailedDependency', 424], ['UpgradeRequired', 426], ['PreconditionRequired', 428], ['TooManyRequests', 429], ['InternalServerError', 500], ['NotImplemented', 501],
  ['BadGateway', 502], ['ServiceUnavailable', 503], ['GatewayTimeout', 504], ['HttpVersionNotSupported', 505], ['InsufficientStorage', 507],
]);
/** A status as the enum value it is; numbers without a name keep their number. */
export const statusValue = (status: number): EnumValue => new EnumValue(CODES, status);
