/**
 * A large state is packed before it travels: two pipes, the cipher and the database then handle a part of it, and no JSON around
 * it has a quotation mark to escape. A small one stays as it is.
 */
import { nodeZlib } from '../../runtime/nodeModules.ts';
import { WorkflowStateError } from './stateError.ts';

/** How a packed state begins: Zstandard, in base64. A state that is not packed begins with `{`. */
export const PACKED = 'zstd:';
/** Characters from which on packing is quicker than carrying. */
const WORTH_IT = 16 * 1024;
/** Room for what is packed, at a time: with zlib's own 16 KB a large state is packed in many small steps. */
const ROOM = 512 * 1024;
/** How far back it looks, and in how large a table (powers of two): with zlib's own, twice as large, a busy machine's caches are left more often, for nothing. */
const WINDOW = 18, TABLE = 13;

/** The text of a state as it is kept. */
export function pack(text: string): string {
  if (text.length < WORTH_IT) return text;
  const { zstdCompressSync, constants } = nodeZlib();
  return PACKED + zstdCompressSync(text, { chunkSize: ROOM, params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_windowLog]: WINDOW, [constants.ZSTD_c_hashLog]: TABLE } }).toString('base64');
}
/** What `pack` was given; texts that older versions have kept are not packed. Throws WorkflowStateError. */
export function unpack(kept: string, limit: number): string {
  if (!kept.startsWith(PACKED)) return kept;
  try {
    return nodeZlib().zstdDecompressSync(Buffer.from(kept.slice(PACKED.length), 'base64'), { maxOutputLength: limit }).toString('utf8');
  } catch (error) {
    throw new WorkflowStateError('StateUnreadable', `The saved state of the job is damaged (${error instanceof Error ? error.message : String(error)}). Start the runbook again.`);
  }
}
