/** The files of a module as sources: found whatever the case of their names, decoded as scripts are. */
import { decodeScript, LineMap, parse, ScriptEncodingError, type ParseResult } from '../../powershell/index.ts';
import { smaError } from '../../sma/errors.ts';
import type { ModuleFiles } from './moduleZip.ts';

/** Of the scripts that are read for what they export. */
const MOST_TEXT = 8 * 1024 * 1024;
/** More than any module takes that loads its scripts. */
const MOST_STEPS = 2_000_000;

const isTest = (path: string): boolean => /\.tests\.ps1$/i.test(path);

/** A path with forward slashes and without `.` and `..`; undefined where it leads out of the module. */
export function plainPath(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  return parts.join('/');
}

/**
 * The text of a file of a module in any of the encodings that scripts may have (UTF-8, UTF-16, Windows-1252; New-ModuleManifest of Windows PowerShell writes
 * UTF-16). Fails with PropertyInvalid where it is no text.
 */
export function textOf(content: Uint8Array, path: string): string {
  try {
    return decodeScript(content).text;
  } catch (error) {
    if (error instanceof ScriptEncodingError) throw smaError('PropertyInvalid', 'Module', 'content', `${path.slice(0, 200)} cannot be read. ${error.message}`);
    throw error;
  }
}

export class ModuleSources {
  readonly #files: ReadonlyMap<string, readonly [path: string, content: Uint8Array]>;
  readonly #parsed = new Map<string, ParseResult>();
  /** All of its paths. */
  readonly paths: readonly string[];
  #left = MOST_TEXT;
  #steps = MOST_STEPS;

  constructor({ files }: ModuleFiles) {
    this.#files = new Map([...files].map((file) => [file[0].toLowerCase(), file]));
    this.paths = [...this.#files.values()].map(([path]) => path);
  }

  /** Whether there is time for so many steps more in working out what its scripts load. */
  spend(steps: number): boolean {
    this.#steps -= steps;
    return this.#steps >= 0;
  }

  /** The path of a file as the module has it. */
  find(path: string): string | undefined {
    return this.#files.get(plainPath(path)?.toLowerCase() ?? '')?.[0];
  }

  /** Fails with PropertyInvalid where it is no text. */
  text(path: string): string | undefined {
    const file = this.#files.get(path.toLowerCase());
    return file && textOf(file[1], file[0]);
  }

  /** Fails with PropertyInvalid where it is no text, or the scripts are more than are read. */
  parse(path: string): ParseResult {
    const known = this.#parsed.get(path.toLowerCase());
    if (known !== undefined) return known;
    const text = this.text(path) ?? '';
    this.#left -= text.length;
    if (this.#left < 0) throw smaError('PropertyInvalid', 'Module', 'content', `its script files have more than ${MOST_TEXT / 1024 / 1024} million characters; take the data in them to files of their own.`);
    const result = parse(text);
    this.#parsed.set(path.toLowerCase(), result);
    return result;
  }

  /** A job that imports a text with an error fails: so it is refused at once. */
  parseWhole(path: string): ParseResult {
    const result = this.parse(path), [error] = result.errors;
    if (error === undefined) return result;
    const { line, column } = new LineMap(result.text).position(error.start);
    throw smaError('PropertyInvalid', 'Module', 'content', `${path.slice(0, 200)} has an error in line ${line}, column ${column}: ${error.message}`);
  }

  /** A script that another one runs; undefined where it cannot be: the import of the module then goes on without it. */
  parseLenient(path: string): ParseResult | undefined {
    try {
      const result = this.parse(path);
      return result.errors.length === 0 ? result : undefined;
    } catch {
      return undefined;
    }
  }

  /** Scripts that nobody has read yet and that define one of the functions; tests of functions are none. */
  unreadWith(names: ReadonlySet<string>): readonly string[] {
    return this.paths.filter((path) => {
      if (!/\.psm?1$/i.test(path) || isTest(path) || this.#parsed.has(path.toLowerCase()) || (this.#files.get(path.toLowerCase())?.[1].length ?? 0) > this.#left) return false;
      try {
        return [...(this.text(path) ?? '').matchAll(/\b(?:function|filter|workflow)\s+(?:\w+:)?([^\s:({]+)/gi)].some(([, name = '']) => names.has(name.toLowerCase()));
      } catch {
        return false;
      }
    });
  }
}
