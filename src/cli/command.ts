/** A command as data: what it takes is declared once, and parsing, checks and help follow from it. */
import type { ExitCode } from './exitCodes.ts';
import type { Io } from './io.ts';

export interface OptionSpec {
  /** Without the dashes. */
  readonly name: string;
  readonly short?: string;
  /** What stands for the value in help; an option without it is a switch. */
  readonly value?: string;
  /** What stands for a second value, which follows as a word of its own. */
  readonly second?: string;
  readonly repeatable?: boolean;
  /** The environment variable that stands in for it. */
  readonly environment?: string;
  readonly help: string;
}

export interface PositionalSpec { readonly name: string; readonly help: string; /** Only of the last one: there may be any number, or none. */ readonly isRest?: boolean; /** Only of the last one: there may be several. */ readonly isMany?: boolean; /** An option with which it is not needed. */ readonly unless?: string }

export interface CommandSpec {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** All are required, unless they say otherwise. */
  readonly positionals: readonly PositionalSpec[];
  readonly options: readonly OptionSpec[];
  /** Further paragraphs of its help. */
  readonly notes?: readonly string[];
  readonly examples?: readonly string[];
  /** What it can end with, beside 0, 2, 70 and 130, which every command can. */
  readonly exitCodes: readonly ExitCode[];
  /** What one of its codes means here, where that is not what it means elsewhere. */
  readonly exitMeanings?: readonly (readonly [code: ExitCode, meaning: string])[];
  /** It does not look at `signal` and may be left in the middle: Ctrl+C ends it at once. */
  readonly endsAtOnce?: true;
  /** Does it. Failures are thrown as CliError or SmaClientError. */
  run(input: CommandInput): Promise<ExitCode>;
}

export interface CommandInput {
  readonly positionals: readonly string[];
  readonly options: OptionValues;
  readonly io: Io;
  /** Fires on Ctrl+C, SIGTERM and SIGHUP. */
  readonly signal: AbortSignal;
}

/** What was given, by name; asking for a switch as a text, or the other way round, is a fault found by the tests. */
export class OptionValues {
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.#values = values;
  }

  /** True where the option was given. */
  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** The last value given. */
  text(name: string): string | undefined {
    return this.#values.get(name)?.at(-1);
  }

  /** All values of a repeatable option. */
  all(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }
}
