/**
 * A program that is called as `pwsh` is and runs the script it is given in our engine, with the console as it is: what the
 * protocol of src/powershell/host is tested against where there is no PowerShell. testPowerShell.ts makes it an executable.
 */
import { readFileSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { createEngine } from '../../src/powershell/engine/index.ts';
import { toText } from '../../src/powershell/runtime/convert/toText.ts';
import type { EngineHost, StreamRecord } from '../../src/powershell/runtime/host.ts';
import { filePort } from '../../src/worker/sandbox/ports/filePort.ts';
import { systemClock, systemEnvironment, systemRandom } from '../../src/worker/sandbox/ports/systemPorts.ts';

export interface TestPowerShellOptions {
  /** Text before anything else, as a profile or a logon script prints it. */
  readonly noise?: string;
  /** A script that runs first: modules and functions that our engine does not have. */
  readonly prelude?: string;
  /** Where it writes the id of its process, so that a test ends no other. */
  readonly pidFile?: string;
}

/** Lines of standard input, read as they are asked for. */
class Input {
  private held = Buffer.alloc(0);
  private readonly chunk = Buffer.alloc(65_536);
  private parts: Buffer[] = [];
  line(): string | undefined {
    for (;;) {
      const end = this.held.indexOf(10);
      if (end >= 0) {
        const line = Buffer.concat([...this.parts, this.held.subarray(0, end)]).toString('utf8');
        this.held = this.held.subarray(end + 1);
        this.parts = [];
        return line;
      }
      if (this.held.length > 0) this.parts.push(this.held);
      const count = this.read();
      if (count === 0) return undefined;
      this.held = Buffer.from(this.chunk.subarray(0, count));
    }
  }
  private read(): number {
    try {
      return readSync(0, this.chunk, 0, this.chunk.length, null);
    } catch (error) {
      if (error instanceof Error && 'code' in error && (error.code === 'EOF' || error.code === 'EAGAIN')) return 0;
      throw error;
    }
  }
}

function writeAll(descriptor: number, text: string): void {
  const data = Buffer.from(text, 'utf8');
  for (let at = 0; at < data.length;) {
    try {
      at += writeSync(descriptor, data, at);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** The script that the command line names; switches of pwsh that change nothing here are taken. */
function scriptOf(args: readonly string[]): string {
  for (let i = 0; i < args.length; i++) {
    const name = args[i]?.toLowerCase() ?? '';
    if (name === '-executionpolicy') i += 1;
    else if (name === '-file') return readFileSync(args[i + 1] ?? '', 'utf8');
    else if (name === '-command') return args[i + 1] === '-' ? readFileSync(0, 'utf8') : args[i + 1] ?? '';
    else if (!['-nologo', '-noprofile', '-noninteractive'].includes(name)) throw new Error(`The argument '${name}' is not recognized.`);
  }
  throw new Error('There is no script to run.');
}

const options = JSON.parse(process.env['SMA_TEST_POWERSHELL'] ?? '{}') as TestPowerShellOptions;
delete process.env['SMA_TEST_POWERSHELL'];
if (options.noise !== undefined) writeAll(1, options.noise);
if (options.pidFile !== undefined) writeFileSync(options.pidFile, String(process.pid));
const input = new Input();
const show = (record: StreamRecord): void => {
  if (record.stream === 'Error') writeAll(2, `${record.error.message}\n`);
  else if (record.stream === 'Output') writeAll(1, `${toText(record.value)}\n`);
  else if (record.stream !== 'Progress') writeAll(1, `${record.text}\n`);
};
const host: EngineHost = {
  records: { write: show }, clock: systemClock, random: systemRandom, environment: systemEnvironment, files: filePort,
  wait: { sleep: (milliseconds) => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds); return false; } },
  stop: { requested: () => false },
  process: { id: process.pid },
  console: { readLine: () => input.line(), write: (text) => writeAll(1, text) },
  directory: process.cwd(),
};
const engine = createEngine(host);
if (options.prelude !== undefined) engine.run({ script: options.prelude });
const { outcome, error, exitCode, parseErrors } = engine.run({ script: scriptOf(process.argv.slice(2)) });
if (outcome === 'failed') writeAll(2, `${parseErrors[0]?.message ?? error?.message ?? 'It failed.'}\n${error?.stackTrace ?? ''}\n`);
process.exit(outcome === 'completed' ? exitCode : 1);
