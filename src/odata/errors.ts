/**
 * Everything the protocol itself refuses: one class, one catalogue with status, code and wording. Refusals in SMA's
 * own terms are `SmaError` (src/sma/errors.ts); the error writers take both.
 */

const CATALOGUE = {
  // Wording of WCF Data Services, which generated clients show to people.
  ResourceNotFound: { status: 404, message: (segment: string) => `Resource not found for the segment '${segment}'.` },
  UrlTooLong: { status: 414, message: (length: number, limit: number) => `The request URL has ${length} characters; at most ${limit} are allowed.` },
  HeadersTooLarge: { status: 431, message: (address: number, headers: number) => `The head of the request is too large: its address may have ${address} bytes, its headers ${headers}.` },
  RequestSyntax: { status: 400, message: () => 'The request is not valid HTTP.' },
  RequestTimeout: { status: 408, message: () => 'The request did not arrive in time.' },
  BadPercentEncoding: { status: 400, message: (text: string) => `The URL contains the invalid percent-encoding '${text}'.` },
  UrlSyntax: { status: 400, message: (segment: string, reason: string) => `Error in the URL segment '${segment}': ${reason}` },
  TooManySegments: { status: 400, message: (limit: number) => `The URL has more than ${limit} segments.` },
  KeySyntax: { status: 400, message: (set: string, reason: string) => `The key of '${set}' is not valid: ${reason}` },
  OptionUnknown: { status: 400, message: (name: string) => `The query parameter '${name}' begins with a system-reserved '$' character but is not recognized.` },
  OptionRepeated: { status: 400, message: (name: string) => `Query parameter '${name}' is specified, but it should be specified exactly once.` },
  OptionValue: { status: 400, message: (name: string, value: string, expected: string) => `Incorrect value '${value}' for the query option '${name}': ${expected}` },
  OptionNotApplicable: { status: 400, message: (name: string) => `Query option ${name} cannot be applied to the requested resource.` },
  ExpressionSyntax: { status: 400, message: (position: number, reason: string) => `Syntax error at position ${position}: ${reason}` },
  LiteralSyntax: { status: 400, message: (type: string, text: string, position: number) => `'${text}' at position ${position} is not a valid ${type} literal.` },
  TooComplex: { status: 400, message: (what: string, limit: number) => `The query is too complex: more than ${limit} ${what}.` },
  PropertyUnknown: { status: 400, message: (name: string, type: string, position: number) => `No property '${name}' exists in type '${type}' at position ${position}.` },
  NotSingleValued: { status: 400, message: (name: string, position: number) => `The collection '${name}' at position ${position} can only be used with 'any' or 'all'.` },
  NotCollection: { status: 400, message: (name: string, position: number) => `'${name}' at position ${position} is not a collection; 'any' and 'all' need one.` },
  NotPrimitive: { status: 400, message: (name: string, position: number) => `'${name}' at position ${position} does not have a simple value.` },
  FunctionUnknown: { status: 400, message: (name: string, position: number) => `Unknown function '${name}' at position ${position}.` },
  FunctionArguments: { status: 400, message: (name: string, types: string, expected: string, position: number) => `No overload of '${name}' takes (${types}) at position ${position}; expected ${expected}.` },
  OperatorTypes: { status: 400, message: (operator: string, left: string, right: string, position: number) => `Operator '${operator}' incompatible with operand types '${left}' and '${right}' at position ${position}.` },
  OperandType: { status: 400, message: (operator: string, type: string, position: number) => `Operator '${operator}' incompatible with operand type '${type}' at position ${position}.` },
  NotBoolean: { status: 400, message: (type: string) => `The $filter expression must be of type 'Edm.Boolean', not '${type}'.` },
  TypeUnknown: { status: 400, message: (name: string, position: number) => `The type '${name}' at position ${position} does not exist or does not fit here.` },
  SkipToken: { status: 400, message: (reason: string) => `The $skiptoken is not valid: ${reason}` },
  ParameterMissing: { status: 400, message: (name: string, choices: readonly string[] = []) => `The parameter '${name}' of the operation has no value.${choices.length === 0 ? '' : ` Choose one of ${choices.map((one) => `'${one}'`).join(', ')}.`}` },
  ParameterValue: { status: 400, message: (name: string, type: string, reason: string) => `The parameter '${name}' must be ${type}: ${reason}` },
  TransferEncoding: { status: 501, message: (coding: string) => `The transfer coding${coding === '' ? '' : ` '${coding}'`} is not known; a request is sent as it is, or chunked. What packs a body is a Content-Encoding.` },
  ExpectationFailed: { status: 417, message: () => 'The only expectation that this service knows is 100-continue.' },
  MethodNotAllowed: { status: 405, message: (method: string, hint?: string) => `The method '${method}' is not allowed on this resource.${hint === undefined ? '' : ` ${hint}`}` },
  // WCF: 'The X-HTTP-Method header can only be used with POST requests.' and 'Only the values MERGE, PATCH, PUT and DELETE …', both 400.
  MethodOverride: { status: 400, message: (wished: string) => `The header X-HTTP-Method is for POST alone and names PUT, MERGE, PATCH or DELETE; here it is '${wished}'.` },
  BodySyntax: { status: 400, message: (format: string, reason: string) => `The request body is not valid ${format}: ${reason}` },
  BodyTooLarge: { status: 413, message: (length: number, limit: number) => `The request body has ${length} bytes; at most ${limit} are allowed.` },
  BodyType: { status: 400, message: (found: string, expected: string) => `The request body is of type '${found}'; '${expected}' was expected.` },
  BodyTypeAbstract: { status: 400, message: (type: string) => `The type '${type}' is abstract; name one of its kinds in the body.` },
  BodyProperty: { status: 400, message: (property: string, type: string, reason: string) => `The property '${property}' of '${type}' is not valid: ${reason}` },
  BodyPropertyUnknown: { status: 400, message: (property: string, type: string) => `The property '${property}' does not exist on type '${type}'.` },
  UnsupportedMediaType: { status: 415, message: (type: string) => (type.trim() === '' ? "The request has no Content-Type, which says what its body is: send 'application/json;odata=verbose' or 'application/atom+xml'." : `Unsupported media type requested: '${type}'.`) },
  NotAcceptable: { status: 415, message: (accept: string) => `Unsupported media type requested: none of '${accept}' can be produced.` },
  // WCF: 'If-None-Match HTTP header cannot be specified for update and delete operations.'
  ConditionNotAllowed: { status: 400, message: (header: string, where: string) => `${header} cannot be given ${where}.` },
  VersionSyntax: { status: 400, message: (header: string, value: string) => `The header ${header} has the value '${value}', which is not a data service version.` },
  VersionTooHigh: { status: 400, message: (version: string) => `The request uses data service version ${version}; this service supports up to 3.0.` },
  RequestVersionTooLow: { status: 400, message: (version: string, needed: string) => `Request version '${version}' is too low for the request. The lowest supported version is '${needed}': send DataServiceVersion ${needed}.` },
  VersionTooLow: { status: 400, message: (needed: string, maximum: string) => `The response needs data service version ${needed}, but the request allows ${maximum} at most.` },
} as const satisfies Record<string, { readonly status: number; readonly message: (...values: never[]) => string }>;

export type ODataErrorCode = keyof typeof CATALOGUE;

/** A refusal of the protocol layer. `status` is what the web service answers, `code` what a program may test. */
export class ODataError extends Error {
  override readonly name = 'ODataError';
  readonly code: ODataErrorCode;
  readonly status: number;

  constructor(code: ODataErrorCode, status: number, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }

  static is(error: unknown, code?: ODataErrorCode): error is ODataError {
    return error instanceof ODataError && (code === undefined || error.code === code);
  }
}

/** Of what came over the wire: enough to recognise it by. */
const MOST_TOLD = 400;
const told = (value: unknown): unknown => (typeof value === 'string' && value.length > MOST_TOLD ? `${value.slice(0, MOST_TOLD)}…` : value);

/** Makes an error of the catalogue: `odataError('PropertyUnknown', name, type, position)`. */
export function odataError<C extends ODataErrorCode>(code: C, ...values: Parameters<(typeof CATALOGUE)[C]['message']>): ODataError {
  const entry: { readonly status: number; readonly message: (...all: never[]) => string } = CATALOGUE[code];
  return new ODataError(code, entry.status, entry.message(...(values.map(told) as never[])));
}
