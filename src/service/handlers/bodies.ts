/** Bodies of requests as documents. Large ones in XML are parsed in a thread: a megabyte takes a quarter of a second. */
import { ODataError, odataError } from '../../odata/errors.ts';
import { bodyDocument, type BodyDocument } from '../../odata/read/bodyDocument.ts';
import { bodyText } from '../../odata/read/bodyText.ts';
import { bodyFormat } from '../../odata/negotiate/format.ts';
import { DEFAULT_LIMITS } from '../../odata/limits.ts';
import { smaError } from '../../sma/errors.ts';
import type { BodyLimit, ServiceRequest } from '../http/serviceRequest.ts';
import { ThreadMemoryError, ThreadQueue } from '../threads/threads.ts';
import type { ParsedXml } from '../threads/runThread.ts';

/** What is read as a document is read no further than that. */
export const DOCUMENT_LIMIT: BodyLimit = { bytes: DEFAULT_LIMITS.bodyBytes, error: () => smaError('BodyTooLarge', DEFAULT_LIMITS.bodyBytes) };

/** Parsed in some ten milliseconds: not worth a thread. */
const SMALL = 64 * 1024;

export class BodyReader {
  readonly #threads = new ThreadQueue<ParsedXml>();

  /** The body of a request. Fails with an ODataError (400, 413, 415). */
  async read(request: ServiceRequest): Promise<BodyDocument> {
    const bytes = await request.body(DOCUMENT_LIMIT);
    const contentType = request.headers.get('content-type') ?? undefined;
    if (bytes.byteLength <= SMALL || bodyFormat(contentType) !== 'atom') return bodyDocument(bytes, contentType);
    const parsed = await this.#parse(bodyText(bytes, 'Atom', contentType));
    if ('root' in parsed) return { format: 'atom', root: parsed.root };
    throw new ODataError(parsed.code, parsed.status, parsed.message);
  }

  async #parse(text: string): Promise<ParsedXml> {
    try {
      return await this.#threads.run({ task: 'xml', text });
    } catch (error) {
      throw error instanceof ThreadMemoryError ? odataError('BodySyntax', 'Atom', 'reading it needs more memory than the service allows.') : error;
    }
  }
}
