/** The parameters Invoke-WebRequest and Invoke-RestMethod share. */
import { NOT_EMPTY, NOT_NULL } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import type { Value } from '../../runtime/values/value.ts';
import { T } from '../../runtime/types/t.ts';
import { webAuthentications, webMethods, webProtocols } from '../parameterEnums.ts';

/** By a word or by one's own, through a proxy or through none. */
const SETS = { standard: 'StandardMethod', direct: 'StandardMethodNoProxy', custom: 'CustomMethod', customDirect: 'CustomMethodNoProxy' } as const;
export const WEB_SET = SETS.standard;
const PROXIED = [SETS.standard, SETS.custom];
/** A whole number is a version, too (ArgumentToVersionTransformationAttribute). */
const version = (value: Value): Value => { const text = toText(value); return /^\d+$/.test(text) ? `${text}.0` : value; };
export const WEB_PARAMS = {
  Uri: { type: T.Uri, position: 0, mandatory: true, validate: NOT_EMPTY, help: 'Where; http:// is added where no scheme is given.' },
  Method: { type: webMethods, asText: true, sets: [SETS.standard, SETS.direct] },
  CustomMethod: { type: T.String, aliases: ['CM'], sets: [SETS.custom, SETS.customDirect], mandatory: [SETS.custom, SETS.customDirect], validate: NOT_EMPTY },
  Body: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true, help: 'Text, bytes, or a table of form fields.' },
  Form: { type: T.IDictionary },
  InFile: { type: T.String, validate: NOT_EMPTY },
  OutFile: { type: T.String, validate: NOT_EMPTY },
  Headers: { type: T.IDictionary },
  ContentType: { type: T.String },
  UserAgent: { type: T.String },
  Authentication: { type: webAuthentications, asText: true },
  Credential: { type: T.PSCredential },
  UseDefaultCredentials: { type: T.Switch },
  Token: { type: T.SecureString },
  AllowUnencryptedAuthentication: { type: T.Switch },
  ConnectionTimeoutSeconds: { type: T.Int32, aliases: ['TimeoutSec'], validate: [{ range: [0, 2147483647] }] },
  OperationTimeoutSeconds: { type: T.Int32, validate: [{ range: [0, 2147483647] }] },
  MaximumRedirection: { type: T.Int32, validate: [{ range: [0, 2147483647] }] },
  PreserveAuthorizationOnRedirect: { type: T.Switch },
  PreserveHttpMethodOnRedirect: { type: T.Switch },
  AllowInsecureRedirect: { type: T.Switch },
  MaximumRetryCount: { type: T.Int32, validate: [{ range: [0, 2147483647] }] },
  RetryIntervalSec: { type: T.Int32, validate: [{ range: [1, 2147483647] }] },
  SkipCertificateCheck: { type: T.Switch },
  SkipHttpErrorCheck: { type: T.Switch, help: 'An answer that says error is an answer.' },
  SkipHeaderValidation: { type: T.Switch },
  UseBasicParsing: { type: T.Switch },
  DisableKeepAlive: { type: T.Switch },
  PassThru: { type: T.Switch },
  Resume: { type: T.Switch },
  SessionVariable: { type: T.String, aliases: ['SV'] },
  WebSession: { type: T.Object },
  Proxy: { type: T.Uri, sets: PROXIED },
  ProxyCredential: { type: T.PSCredential, sets: PROXIED },
  ProxyUseDefaultCredentials: { type: T.Switch, sets: PROXIED },
  UnixSocket: { type: T.Object, validate: NOT_EMPTY },
  NoProxy: { type: T.Switch, sets: [SETS.direct, SETS.customDirect], mandatory: [SETS.direct, SETS.customDirect] },
  Certificate: { type: T.Object, validate: NOT_NULL },
  CertificateThumbprint: { type: T.String, validate: NOT_EMPTY },
  SslProtocol: { type: webProtocols, asText: true },
  HttpVersion: { type: T.Version, transform: version },
  TransferEncoding: { type: T.String, validate: [{ set: ['chunked', 'compress', 'deflate', 'gzip', 'identity'] }] },
} as const;
