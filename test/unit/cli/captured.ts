import { Writable } from 'node:stream';
import type { Io } from '../../../src/cli/io.ts';

/** A world for a command that keeps what was written. */
export class CapturedIo implements Io {
  out = '';
  err = '';
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly platform = process.platform;
  readonly colours: boolean;
  readonly width = 120;

  constructor({ environment = {}, cwd = process.cwd(), colours = false }: { readonly environment?: Readonly<Record<string, string>>; readonly cwd?: string; readonly colours?: boolean } = {}) {
    this.environment = environment;
    this.cwd = cwd;
    this.colours = colours;
    const keep = (add: (text: string) => void): Writable => new Writable({
      decodeStrings: false,
      write: (chunk: string | Buffer, _encoding, done) => {
        add(String(chunk));
        done();
      },
    });
    this.stdout = keep((text) => { this.out += text; });
    this.stderr = keep((text) => { this.err += text; });
  }

  /** Standard output as JSON lines. */
  get lines(): readonly Record<string, unknown>[] {
    return this.out.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>);
  }
}
