/** The server's words in an error body: XML or JSON, verbose or light (sma-rest-api.md 5.5). Undefined where it is no OData error. */
export function readErrorBody(contentType: string, body: Uint8Array): string | undefined {
  if (!contentType.includes('json')) return undefined;
  try {
    const document: unknown = JSON.parse(new TextDecoder('utf-8').decode(body));
    const error = property(document, 'error') ?? property(document, 'odata.error');
    const text = property(property(error, 'message'), 'value');
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}

const property = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined);
