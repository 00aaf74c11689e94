import { parseArgs } from 'node:util';
import { CliError } from './cliError.ts';
import { OptionValues, type CommandSpec, type OptionSpec } from './command.ts';
import { ExitCode } from './exitCodes.ts';
import { nearest } from './nearest.ts';

export interface ParsedCommandLine { readonly positionals: readonly string[]; readonly options: OptionValues; readonly help: boolean }

export const HELP_OPTION: OptionSpec = { name: 'help', short: 'h', help: 'show this help' };

/**
 * Reads what follows a command's name. Fails with exit code 2 and one sentence: an unknown option (with the nearest
 * name), a missing or surplus value, a missing or surplus argument. Values are not repeated: one may be a password
 * that somebody put into the wrong place.
 */
export function parseCommandLine(command: CommandSpec, args: readonly string[]): ParsedCommandLine {
  const specs = [...command.options, HELP_OPTION];
  const byName = new Map(specs.map((spec) => [spec.name, spec]));
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(specs.map((spec) => [spec.name, { type: spec.value === undefined ? 'boolean' as const : 'string' as const, ...(spec.short === undefined ? {} : { short: spec.short }) }])),
    allowPositionals: true,
    // Our own checks say more than the module's.
    strict: false,
    tokens: true,
  });

  const positionals: string[] = [];
  const values = new Map<string, string[]>();
  const fail = (message: string): never => {
    throw new CliError(ExitCode.usage, message, command.name);
  };
  /** The word that belongs to the option before it. */
  let taken: number | undefined;
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'positional' && at !== taken) positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = byName.get(token.name) ?? fail(unknownOption(token.rawName, specs));
    if (spec.value === undefined) {
      if (token.value !== undefined) fail(`${token.rawName} takes no value.`);
      values.set(spec.name, []);
      continue;
    }
    if (token.value === undefined || (!token.inlineValue && token.value.startsWith('-') && token.value.length > 1)) {
      fail(`${token.rawName} needs a value: ${token.rawName} ${spec.value}${token.value === undefined ? '' : ` (write ${token.rawName}=… for one that starts with a dash)`}.`);
    }
    // An unset variable of a shell, most likely: taken for a folder it would be the current one.
    if (token.value === '') fail(`${token.rawName} needs a value, and got an empty one: ${token.rawName} ${spec.value}.`);
    const list = values.get(spec.name) ?? [];
    list.push(token.value ?? '');
    if (spec.second !== undefined) {
      const next = tokens[at + 1];
      if (next?.kind !== 'positional') return fail(`${token.rawName} needs two values: ${token.rawName} ${spec.value} ${spec.second}.`);
      taken = at + 1;
      list.push(next.value);
    }
    values.set(spec.name, list);
  }

  const help = values.has('help');
  if (!help) {
    const missing = command.positionals[positionals.length], last = command.positionals.at(-1), takesRest = last?.isRest === true || last?.isMany === true;
    const isNeeded = missing !== undefined && missing.isRest !== true && (missing.unless === undefined || !values.has(missing.unless));
    if (isNeeded) fail(`${missing.name} is missing: ${missing.help}.`);
    const empty = positionals.indexOf('');
    if (empty >= 0) fail(`${(command.positionals[empty] ?? last)?.name ?? 'An argument'} is empty.`);
    if (positionals.length > command.positionals.length && !takesRest) {
      fail(command.positionals.length === 0 ? `"${command.name}" takes no argument besides its options.` : `"${command.name}" takes ${command.positionals.map((positional) => positional.name).join(' ')} and nothing more; put a value with spaces in quotes.`);
    }
  }
  return { positionals, options: new OptionValues(values), help };
}

function unknownOption(rawName: string, specs: readonly OptionSpec[]): string {
  const near = rawName.startsWith('--') ? nearest(rawName.slice(2), specs.map((spec) => spec.name)) : undefined;
  return `The option ${rawName} is not known${near === undefined ? '.' : `; did you mean --${near}?`}`;
}
