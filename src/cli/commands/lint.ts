import { stat } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { LineMap } from '../../powershell/index.ts';
import { isAtLeast, lint, RULES, sarifLog, SEVERITIES, type FileFindings, type FolderFile, type Rule } from '../../project/lint/index.ts';
import { CliError } from '../cliError.ts';
import type { CommandSpec } from '../command.ts';
import { UNREACHED } from '../connection.ts';
import { ExitCode } from '../exitCodes.ts';
import { write, writeLine, type Io } from '../io.ts';
import { FACTS_OPTIONS, toldFacts } from '../lintFacts.ts';
import { folderFacts, oneOf, readFolder, readScript, ruleOf, scripts, severitiesOf, type ReadFiles } from '../lintInput.ts';
import { unreadable } from '../runbookText.ts';
import { PRODUCT_VERSION } from '../version.ts';

const FORMATS = ['text', 'json', 'sarif'] as const;

/** `sma lint`. */
export const lintCommand: CommandSpec = {
  name: 'lint',
  summary: 'check runbook files for what goes wrong on SMA',
  positionals: [{ name: 'PATH', help: 'a runbook file, or a folder with all its .ps1 files; several may be given, as a shell makes of *.ps1', unless: 'rules', isMany: true }],
  options: [
    { name: 'level', value: 'LEVEL', help: `the least grave findings to tell: ${SEVERITIES.join(', ')}; warning unless given` },
    { name: 'rule', value: 'RULE', repeatable: true, help: 'only this rule, by id or name' },
    { name: 'severity', value: 'RULE=LEVEL', repeatable: true, help: `another severity for a rule: ${SEVERITIES.join(', ')}, off` },
    { name: 'format', value: 'FORMAT', help: 'text (FILE:LINE:COLUMN a line), json (one object a line) or sarif (2.1.0); with --rules text or json' },
    ...FACTS_OPTIONS,
    { name: 'rules', help: 'explain the rules (with --rule: that one) instead of checking; PATH is not read' },
  ],
  notes: [
    'Ends with exit code 1 where there are findings of the level, or graver ones, and with 5 where a file or folder cannot be read, or a file does not parse and --rule asks for rules that need it to; the others are checked all the same. A file is checked with the other runbooks of its folder in mind, for calls between them.',
    'Which assets there are nobody knows without --assets or a server: SMA1101 (missing) and SMA1102 (of another kind) are silent then. Which runbooks are published (SMA1010) a server alone tells; without it a runbook that is called and is not in the folder is missing (SMA1005), with it one that neither has.',
    '"# sma-lint-disable RULE" in a file silences a rule there, "# sma-lint-disable-next-line RULE" and "# sma-lint-disable-line RULE" in one line; a reason goes behind " -- ".',
  ],
  exitCodes: [ExitCode.findings, ExitCode.connection, ExitCode.runbook], endsAtOnce: true,
  exitMeanings: [[ExitCode.ok, 'there are no findings'], [ExitCode.findings, 'there are findings'], UNREACHED, [ExitCode.runbook, 'a file or folder cannot be read, or a file does not parse where --rule asks for rules that need it to']],
  examples: ['lint runbooks', 'lint *.ps1', 'lint runbooks --format sarif --level information > lint.sarif', 'lint runbooks --assets runbooks/LocalAssets.json', 'lint runbooks --online --level error', 'lint Deploy.ps1 --severity write-host=error --severity SMA6005=off'],
  run: async (input) => {
    const { positionals, options, io } = input;
    const only = options.all('rule').map((word) => ruleOf(word, 'rule'));
    if (options.has('rules')) return explain(only.length === 0 ? RULES : only, oneOf(options.text('format') ?? 'text', ['text', 'json'], 'format'), io);
    const level = oneOf(options.text('level') ?? 'warning', SEVERITIES, 'level'), format = oneOf(options.text('format') ?? 'text', FORMATS, 'format');
    const severities = severitiesOf(options), unread: string[] = [], tell = (error: CliError): void => void unread.push(error.message);
    const given = await pathsOf(positionals, io, tell), { paths } = given;
    if (paths.size === 0 && unread.length === 0) await writeLine(io.stderr, `sma: there is no runbook in ${positionals.join(', ')}: no file that ends in .ps1.`);
    const read = async (file: string): Promise<FolderFile | undefined> => await readScript(file, relative(io.cwd, file)).catch((error: unknown) => {
      if (!(error instanceof CliError)) throw error;
      // The others are judged all the same; a neighbour that cannot be read is nobody's fault.
      if (paths.has(file)) tell(error);
      return undefined;
    });
    let files: ReadFiles | undefined;
    const readAll = async (): Promise<ReadFiles> => (files ??= await readFolder(new Set([...paths, ...given.neighbours]), read));
    const told = await toldFacts(input, async () => (await readAll()).all), { readable, kept } = await readAll(), folder = folderFacts(await readAll(), told), checked: FileFindings[] = [];
    for (const file of [...paths].filter((one) => readable.has(one))) {
      const source = kept.get(file) ?? await read(file);
      if (source === undefined) continue;
      const lines = new LineMap(source.result.text), [error] = source.result.errors;
      // What a rule that was asked for never looked at is not clean.
      if (error !== undefined && only.some((rule) => rule.onBroken !== true) && !only.some(({ id }) => id === 'SMA0001')) unread.push(`The file ${relative(io.cwd, file)} does not parse (line ${lines.line(error.start)}: ${error.message}), and --rule asks for rules that need a text that does: correct it first.`);
      const findings = lint({ result: source.result, fileName: source.fileName, folder, lines, severities, only: only.length === 0 ? undefined : new Set(only.map(({ id }) => id)) });
      checked.push({ path: relative(io.cwd, file).replaceAll('\\', '/'), lines, findings: findings.filter(({ severity }) => isAtLeast(severity, level)) });
    }
    if (format === 'sarif') await writeLine(io.stdout, JSON.stringify(sarifLog(checked, PRODUCT_VERSION, unread), undefined, 2));
    else await write(io.stdout, checked.map((file) => (format === 'json' ? asJson(file) : asText(file))).join(''));
    for (const message of unread) await writeLine(io.stderr, `sma: ${message}`);
    if (unread.length > 0) return ExitCode.runbook;
    return checked.some(({ findings }) => findings.length > 0) ? ExitCode.findings : ExitCode.ok;
  },
};

interface Given { /** Each once, in the order in which they are given. */ readonly paths: ReadonlySet<string>; /** Files beside those that are given by name. */ readonly neighbours: readonly string[] }

/** The files that are to be checked; `tell` is told of what cannot be read. */
async function pathsOf(given: readonly string[], io: Io, tell: (error: CliError) => void): Promise<Given> {
  const paths = new Set<string>(), beside = new Set<string>(), neighbours: string[] = [];
  for (const one of given) {
    const path = resolve(io.cwd, one);
    try {
      if ((await stat(path)).isDirectory()) for (const file of await scripts(path, (folder, error) => tell(unreadable(relative(io.cwd, folder), error, 'The folder')))) paths.add(file);
      else {
        paths.add(path);
        beside.add(dirname(path));
      }
    } catch (error) {
      tell(unreadable(one, error, 'The runbook or folder'));
    }
  }
  for (const folder of beside) neighbours.push(...await scripts(folder).catch(() => []));
  return { paths, neighbours };
}

function asText({ path, lines, findings }: FileFindings): string {
  return findings.map(({ start, severity, message, rule }) => {
    const { line, column } = lines.position(start);
    return `${path}:${line}:${column}: ${severity}: ${message} [${rule.id} ${rule.name}]\n`;
  }).join('');
}

function asJson({ path, lines, findings }: FileFindings): string {
  return findings.map(({ start, end, severity, message, rule, fix }) => {
    const from = lines.position(start), to = lines.position(end);
    return `${JSON.stringify({ file: path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column, rule: rule.id, name: rule.name, severity, message, fixable: fix !== undefined })}\n`;
  }).join('');
}

async function explain(rules: readonly Rule[], format: 'text' | 'json', io: Io): Promise<ExitCode> {
  if (format === 'json') {
    await write(io.stdout, rules.map(({ id, name, category, severity, appliesTo, summary, documentation }) => `${JSON.stringify({ rule: id, name, category, severity, appliesTo, summary, documentation })}\n`).join(''));
    return ExitCode.ok;
  }
  await write(io.stdout, rules.map((rule) => `${rule.id} ${rule.name} (${rule.severity}, ${rule.appliesTo === 'both' ? 'workflows and scripts' : `${rule.appliesTo}s`})\n  ${rule.summary}\n  ${rule.documentation}\n`).join('\n'));
  return ExitCode.ok;
}
