/**
 * Checkpoints as lines between the processes: passed on as bytes, as records are. A packed state is base64, which JSON need not look
 * through for what it escapes, and which is as many bytes as characters.
 */
import { PACKED } from '../../powershell/workflow/state/packing.ts';
import type { WorkerToService } from '../protocol.ts';

type CheckpointMessage = Extract<WorkerToService, { readonly type: 'checkpoint' }>;
const START = Buffer.from('{"type":"checkpoint",'), STATE = ',"state":"', END = '"}';

/** The line of a checkpoint, with its line feed. The state comes last (`readLine`). */
export function checkpointLine(jobId: string, { number, errors, warnings, state, secrets }: Omit<CheckpointMessage, 'jobId'>): Buffer {
  const head = `{"type":"checkpoint","jobId":${JSON.stringify(jobId)},"number":${number},"errors":${errors},"warnings":${warnings},"secrets":${JSON.stringify(secrets)}`;
  if (!state.startsWith(PACKED)) return Buffer.from(`${head},"state":${JSON.stringify(state)}}\n`);
  const opening = Buffer.from(`${head}${STATE}`), line = Buffer.allocUnsafe(opening.length + state.length + END.length + 1);
  opening.copy(line);
  line.write(state, opening.length, 'latin1');
  line.write(`${END}\n`, opening.length + state.length, 'latin1');
  return line;
}

export const isCheckpointLine = (line: Buffer): boolean => line.length > START.length && line.compare(START, 0, START.length, 0, START.length) === 0;

export const checkpointNumber = (line: Buffer): number => Number(/"number":(\d+),/.exec(line.toString('latin1', 0, Math.min(line.length, 300)))?.[1] ?? 0);

/** The message of a line, without its line feed: as JSON.parse reads it, but for a packed state, which is taken as it stands. */
export function readLine(line: Buffer): WorkerToService {
  // In the JSON before it a quotation mark is escaped wherever it is part of a text: the first one is the state.
  const at = isCheckpointLine(line) ? line.indexOf(`${STATE}${PACKED}`) : -1;
  if (at < 0 || line.toString('latin1', line.length - END.length) !== END) return JSON.parse(line.toString('utf8')) as WorkerToService;
  const head = JSON.parse(`${line.toString('utf8', 0, at)}}`) as Omit<CheckpointMessage, 'state'>;
  return { ...head, state: line.toString('latin1', at + STATE.length, line.length - END.length) };
}
