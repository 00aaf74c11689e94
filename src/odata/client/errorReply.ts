/** Errors as servers tell them: XML, verbose JSON, JSON light (sma-rest-api.md 5.5). */
import { METADATA } from '../namespaces.ts';
import { child, parseXml, XmlError } from '../xml/parse.ts';

export interface ServerError {
  /** Empty where the server gives none. */
  readonly code: string;
  readonly message: string;
  readonly inner: string | undefined;
}

/**
 * The error in a body, whatever its Content-Type says; undefined when it is none (IIS answers in HTML).
 * Never throws: what cannot be read is no OData error.
 */
export function readErrorReply(body: string): ServerError | undefined {
  const text = body.replace(/^\uFEFF/, '').trimStart();
  return text.startsWith('{') ? fromJson(text) : text.startsWith('<') ? fromXml(text) : undefined;
}

const member = (value: unknown, name: string): unknown =>
  (typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function fromJson(text: string): ServerError | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  const error = member(document, 'error') ?? member(document, 'odata.error');
  const message = textOf(member(member(error, 'message'), 'value')) ?? textOf(member(error, 'message'));
  if (message === undefined) return undefined;
  return { code: textOf(member(error, 'code')) ?? '', message, inner: textOf(member(member(error, 'innererror'), 'message')) };
}

function fromXml(text: string): ServerError | undefined {
  try {
    const root = parseXml(text, { maxDepth: 30, lenient: true });
    if (root.name !== 'error' || root.namespace !== METADATA) return undefined;
    const message = child(root, METADATA, 'message')?.text;
    if (message === undefined) return undefined;
    const inner = child(root, METADATA, 'innererror');
    return { code: child(root, METADATA, 'code')?.text ?? '', message, inner: inner === undefined ? undefined : child(inner, METADATA, 'message')?.text };
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}
