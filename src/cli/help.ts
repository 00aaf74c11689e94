/** Help, generated from the table of commands. */
import type { CommandSpec, OptionSpec } from './command.ts';
import { EXIT_CODES, ExitCode } from './exitCodes.ts';
import { HELP_OPTION } from './parseCommandLine.ts';

export const PROGRAM = 'sma';

/** What `sma --help` shows. */
export function programHelp(commands: readonly CommandSpec[]): string {
  return `${[
    'SMA Runbooks: run runbooks here, and work with a Service Management Automation web service.',
    '',
    `Usage: ${PROGRAM} COMMAND [OPTIONS]`,
    '',
    'Commands:',
    ...columns(commands.map((command) => [command.name, command.summary])),
    '',
    `"${PROGRAM} COMMAND --help" tells more about one. "${PROGRAM} --version" prints the version.`,
    '',
    ...exitCodes(),
  ].join('\n')}\n`;
}

/** What `sma COMMAND --help` shows. */
export function commandHelp(command: CommandSpec): string {
  const positionals = command.positionals.map(({ name, isRest, isMany }) => (isRest === true ? `[${name} …]` : isMany === true ? `${name} …` : name)).join(' ');
  return `${[
    `${command.summary[0]?.toUpperCase() ?? ''}${command.summary.slice(1)}.`,
    '',
    `Usage: ${[PROGRAM, command.name, positionals, '[OPTIONS]'].filter((part) => part !== '').join(' ')}`,
    '',
    ...(command.positionals.length === 0 ? [] : [...columns(command.positionals.map(({ name, help }) => [name, help])), '']),
    'Options:',
    ...columns([...command.options, HELP_OPTION].map((option) => [signature(option), describe(option)])),
    '',
    ...(command.notes ?? []).flatMap((note) => [...wrap(note, 78), '']),
    ...(command.examples === undefined ? [] : ['Examples:', ...command.examples.map((example) => `  ${PROGRAM} ${example}`), '']),
    ...exitCodes(new Set([...COMMON, ...command.exitCodes]), new Map([[ExitCode.ok, 'done'], ...(command.exitMeanings ?? [])])),
  ].join('\n')}\n`;
}

function signature(option: OptionSpec): string {
  const short = option.short === undefined ? '    ' : `-${option.short}, `;
  return `${short}--${option.name}${option.value === undefined ? '' : ` ${option.value}`}${option.second === undefined ? '' : ` ${option.second}`}`;
}

function describe(option: OptionSpec): string {
  return [option.help, ...(option.repeatable === true ? ['may be repeated'] : []), ...(option.environment === undefined ? [] : [`or ${option.environment}`])].join('; ');
}

/** Every command has help, options, faults and Ctrl+C. */
const COMMON: readonly ExitCode[] = [ExitCode.ok, ExitCode.usage, ExitCode.internal, ExitCode.interrupted];

const exitCodes = (only?: ReadonlySet<ExitCode>, here?: ReadonlyMap<ExitCode, string>): string[] =>
  ['Exit codes:', ...columns(EXIT_CODES.filter(([code]) => only?.has(code) ?? true).map(([code, meaning]) => [String(code), here?.get(code) ?? meaning]))];

const WIDTH = 100;

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const left = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.flatMap(([name, text]) => wrap(text, WIDTH - left - 2).map((line, index) => `  ${(index === 0 ? name : '').padEnd(left)}${line}`));
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
