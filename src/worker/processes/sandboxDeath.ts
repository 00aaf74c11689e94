/** Why a sandbox process is gone, as the end of a sentence that begins with "The sandbox process". */

export interface Death { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly stderr: string; readonly memoryMb: number }

/** Exit codes of an abort, as POSIX shells and Windows report them. */
const ABORT_CODES = new Set([133, 134, 0x80000003, 3]);

export function explainDeath(death: Death): string {
  if (/heap out of memory|Allocation failed|FatalProcessOutOfMemory|invalid (array|table) size|invalid size error/i.test(death.stderr)) {
    return `ran out of memory (limit ${death.memoryMb} MB) and was ended`;
  }
  if (death.signal === 'SIGKILL') return 'was killed from outside (signal SIGKILL): by an administrator, or by the system because memory ran short';
  if (death.signal === 'SIGABRT' || (death.code !== null && ABORT_CODES.has(death.code))) {
    return `aborted (${how(death)}), most often because memory ran out (limit ${death.memoryMb} MB)${lastLine(death.stderr)}`;
  }
  return `ended unexpectedly (${how(death)})${lastLine(death.stderr)}`;
}

const how = (death: Death): string => (death.signal === null ? `exit code ${death.code}` : `signal ${death.signal}`);

/** The line of the error output that says most: the first that names an error, else the last. */
function lastLine(stderr: string): string {
  const lines = stderr.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');
  const line = lines.find((text) => /^(\w*Error|FATAL ERROR|#)/.test(text)) ?? lines.at(-1);
  return line === undefined ? '' : `: ${line.slice(0, 300)}`;
}
