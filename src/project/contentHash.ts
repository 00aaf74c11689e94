import { createHash } from 'node:crypto';

/**
 * Tells whether two texts of a runbook are the same as people see it: a byte order mark and the kind of line end make
 * no difference, since editors, Git and SMA's own tools change them without being asked.
 */
export function contentHash(text: string): string {
  return createHash('sha256').update(text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')).digest('hex');
}
