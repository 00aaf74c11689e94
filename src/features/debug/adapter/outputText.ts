/** Stream records as the debug console shows them: a category, a colour, and where an error has its line. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { describePath } from '../../../powershell/testing/protocol.ts';
import type { TestEvent, TestFailure } from '../../../powershell/testing/protocol.ts';
import type { RunRecord } from '../../../worker/local/runInSandbox.ts';
import type { Sources } from './sources.ts';

/** Colours of the terminal; the name of the stream stands before the text, so that nothing is said by colour alone. */
const COLOURS: Readonly<Record<string, number>> = { Warning: 33, Verbose: 36, Debug: 35, Progress: 90 };

/** Undefined for a record that shows nothing. */
export function outputOf(record: RunRecord, sources: Sources): DebugProtocol.OutputEvent['body'] | undefined {
  const { streamTypeName: stream, text } = record;
  switch (stream) {
    case 'Output':
    case 'Information': return { category: 'stdout', output: `${text}\n` };
    case 'Error': {
      const place = errorPlace(record), source = place === undefined ? undefined : sources.source(place.source);
      return { category: 'stderr', output: `ERROR: ${text}\n`, ...(place === undefined || source === undefined ? {} : { source, line: place.line }) };
    }
    default: return text === '' ? undefined : { category: 'console', output: coloured(`${stream.toUpperCase()}: ${text}`, COLOURS[stream] ?? 0) };
  }
}

/** The console begins each line without a colour. */
const coloured = (text: string, colour: number): string => text.split(/\r?\n/).map((line) => `\u001B[${colour}m${line}\u001B[0m\n`).join('');

/** What the records of a batch show; neighbours that say no more than their text are one, so that a chatty runbook does not flood the editor. */
export function outputsOf(records: readonly RunRecord[], sources: Sources): DebugProtocol.OutputEvent['body'][] {
  const out: DebugProtocol.OutputEvent['body'][] = [];
  for (const record of records) {
    const body = outputOf(record, sources), last = out.at(-1);
    if (body === undefined) continue;
    if (last !== undefined && last.category === body.category && last.source === undefined && body.source === undefined && last.output.length < LONGEST) last.output += body.output;
    else out.push(body);
  }
  return out;
}
const LONGEST = 64 * 1024;

/** What became of a test. `withRecords`: what it wrote was not shown as it came. */
export function testOutputs(event: TestEvent, sources: Sources, withRecords: boolean): DebugProtocol.OutputEvent['body'][] {
  const failed = ({ message, places: [first] }: TestFailure, name: string): DebugProtocol.OutputEvent['body'] => {
    const source = first === undefined ? undefined : sources.source(first.source);
    return { category: 'stderr', output: `FAILED ${name}: ${message}\n`, ...(first === undefined || source === undefined ? {} : { source, line: first.line }) };
  };
  if (event.kind === 'file') return event.failures.map((failure) => failed(failure, failure.path.length === 0 ? 'the file' : describePath(failure.path)));
  if (event.kind !== 'test') return [];
  const { outcome, path, reason, failure, records } = event.outcome, name = describePath(path);
  const written = withRecords ? records.map(({ stream, text }): DebugProtocol.OutputEvent['body'] => ({ category: stream === 'Error' ? 'stderr' : 'stdout', output: `${stream === 'Output' || stream === 'Information' ? '' : `${stream.toUpperCase()}: `}${text}\n` })) : [];
  return [...written, failure === undefined ? { category: 'console', output: `${outcome} ${name}${reason === undefined ? '' : `: ${reason}`}\n` } : failed(failure, name)];
}

/** The innermost place with a source: from the stack trace (`at f, FILE: line 3`), else the error's own line. */
function errorPlace({ nameValues }: RunRecord): { readonly source: string; readonly line: number } | undefined {
  const trace = nameValues?.find(({ name }) => name === 'ScriptStackTrace')?.value ?? '';
  for (const line of trace.split('\n')) {
    const found = /^at [^,]*, (.+): line (\d+)\s*$/.exec(line);
    if (found?.[1] !== undefined && found[1] !== '<No file>') return { source: found[1], line: Number(found[2]) };
  }
  return undefined;
}
