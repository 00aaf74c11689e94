/** System.Console: the host's lines, or standard input and output where the host hands them on. */
import { toText } from '../../convert/toText.ts';
import { current } from '../../run/current.ts';
import { NetObject } from '../../values/value.ts';
import { consoleEncoding } from '../text/text.ts';
import { func, laterType, method } from '../netType.ts';
import { T, named } from '../t.ts';

class ConsoleReader extends NetObject {}
class ConsoleWriter extends NetObject {}
const reader = new ConsoleReader(), writer = new ConsoleWriter();

/** Without a console of its own what a script writes there is shown as Write-Host is. */
function write(text: string, newLine: boolean): void {
  const { console, records } = current().host;
  if (console !== undefined) console.write(newLine ? `${text}\n` : text);
  else records.write({ stream: 'Information', data: text, text, tags: ['PSHOST'], isHost: true });
}
/** All lines that are left, each with its end. */
function readToEnd(): string {
  let text = '';
  for (let line = readLine(); line !== null; line = readLine()) text += `${line}\n`;
  return text;
}
const readLine = (): string | null => current().host.console?.readLine() ?? null;
laterType(named<ConsoleReader>('System.IO.TextReader+SyncTextReader'), () => ({ methods: { ReadLine: [method([], readLine, T.String)], ReadToEnd: [method([], readToEnd, T.String)] } }), ConsoleReader);
laterType(named<ConsoleWriter>('System.IO.TextWriter+SyncTextWriter'), () => ({
  methods: {
    Write: [method([T.Object], (_, v) => write(toText(v), false), T.Void)],
    WriteLine: [method([], () => write('', true), T.Void), method([T.Object], (_, v) => write(toText(v), true), T.Void)],
    Flush: [method([], () => undefined, T.Void)],
  },
}), ConsoleWriter);
laterType(named('System.Console'), () => ({
  statics: {
    WriteLine: [func([], () => write('', true)), func([T.Object], (v) => write(toText(v), true))],
    Write: [func([T.Object], (v) => write(toText(v), false))],
    ReadLine: [func([], readLine, T.String)],
    OutputEncoding: { constant: consoleEncoding }, In: { constant: reader }, Out: { constant: writer },
  },
}));
