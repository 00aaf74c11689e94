/** Scripts that run in PowerShell whole: runbooks, and the InlineScript blocks of workflows. */
import type { ErrorRecord } from '../runtime/values/errorRecord.ts';
import { raiseRecord } from '../runtime/errors/raise.ts';
import type { PowerShellPort, StreamRecord } from '../runtime/host.ts';
import type { SourceText } from '../runtime/run/source.ts';
import { Hashtable } from '../runtime/values/dictionary.ts';
import type { Value } from '../runtime/values/value.ts';
import type { Exchange } from './conversation.ts';
import { errorFrom } from './errors.ts';
import type { ScriptFiles } from './errors.ts';
import { recordOf } from './records.ts';
import { conversationOf } from './remoteCommands.ts';
import { fromWire, toWire } from './wire.ts';

export interface WholeScript {
  readonly text: string;
  /** What positions are in; the text itself, under its name. */
  readonly source: SourceText;
  /** By name, or positional ones. */
  readonly parameters: Readonly<Record<string, Value>> | readonly Value[];
  /** That are there when it begins. */
  readonly variables: ReadonlyMap<string, Value>;
  /** Scripts beside it, by file name in lower case, and the folder they lie in, where it begins. */
  readonly children?: ScriptFiles;
  /** Nothing that it sets, defines or loads stays for the next one. */
  readonly isAlone?: boolean;
  /** Objects of the Output stream as Out-String shows them; else as values. */
  readonly asText: boolean;
}

const table = (entries: Iterable<readonly [string, Value]>): Hashtable => {
  const made = new Hashtable();
  for (const [name, value] of entries) made.set(name, value);
  return made;
};
/** Without the empty lines around a table or list, and the blanks that fill its last column. */
const shown = (text: string): string => text.replace(/^(?:[ \t]*\r?\n)+/, '').replace(/\s+$/, '').replaceAll('\r\n', '\n');

/**
 * Runs it to its end; gives the error that ended it, if one did. Throws PowerShellHostError (no PowerShell, or it is gone),
 * StopSignal, and what `write` throws.
 */
export function runWhole(port: PowerShellPort, script: WholeScript, write: (record: StreamRecord) => void): ErrorRecord | undefined {
  const { parameters } = script, given = Array.isArray(parameters) ? [...(parameters as readonly Value[])] : table(Object.entries(parameters as Readonly<Record<string, Value>>));
  const exchange = conversationOf(port).run({ type: 'run', text: script.text, arguments: toWire(given), variables: toWire(table(script.variables)), asText: script.asText, ...(script.children === undefined ? {} : { location: script.children.folder }), ...(script.source.path === '' ? {} : { path: script.source.path }), ...(script.isAlone === true ? { isAlone: true } : {}) }, (text) => write(recordOf({ type: 'warning', text })));
  // Where nobody takes the records any more, nothing is to go on there.
  try { return deliver(exchange, script, write); } catch (e) {
    exchange.drop(e, () => {});
    throw e;
  }
}
function deliver(exchange: Exchange, { source, children, text: ran }: WholeScript, write: (record: StreamRecord) => void): ErrorRecord | undefined {
  let ended: ErrorRecord | undefined;
  for (let reply = exchange.next(); reply !== undefined; reply = exchange.next()) {
    switch (reply.type) {
      case 'output': {
        const { value, clixml, text } = reply;
        write({ stream: 'Output', value: value ?? (clixml !== undefined ? fromWire(clixml) : text === undefined ? null : shown(text)) });
        break;
      }
      case 'error': write({ stream: 'Error', error: errorFrom(reply.error, source, children, ran) }); break;
      case 'done': if (reply.error !== undefined) ended = errorFrom(reply.error, source, children, ran); break;
      case 'left': break;
      default: write(recordOf(reply));
    }
  }
  return ended;
}

/** The same inside a script: the error is thrown. */
export function runWholeOrRaise(port: PowerShellPort, script: WholeScript, write: (record: StreamRecord) => void): void {
  const error = runWhole(port, script, write);
  if (error !== undefined) raiseRecord(error);
}
