import type { Ast, StringConstantExpressionAst } from '../../syntax/ast.ts';
import { commandKeyOf } from '../../syntax/commandName.ts';
import { argumentFor, textOf } from '../commands/arguments.ts';
import { isConfiguration } from '../commands/configurations.ts';
import type { CommandUse } from '../commands/commands.ts';
import { loadPath, scriptFile } from './scriptFiles.ts';
import { scriptMentions } from './scriptMentions.ts';
import { writtenWord, type WrittenName } from '../names/quoted.ts';
import { bareValue, splattedLists } from '../names/variableTexts.ts';
import { madeTexts } from './madePaths.ts';

/** How a command means a runbook: by its own name, as a script's file, or as an argument of a cmdlet that starts one or deals with one. */
export type RunbookNameForm = 'name' | 'script' | 'start' | 'manage';

/** A place where a command names what it runs. `name` forms are runbooks only where there is one of that name. */
export interface RunbookName extends WrittenName { readonly name: string; readonly form: RunbookNameForm; readonly command: CommandUse; /** The module that a plain name is written with: `Lib\Get-Thing` is none of a runbook. */ readonly module?: string | undefined; /** The text puts the name together: nothing can be written there. */ readonly isMade?: true; /** What stands before the name of a script's file, as far as it is known. */ readonly folder?: string }

/** A command's name with its module's (about_Command_Precedence); made with the first use, since a class of characters takes a part of a millisecond. */
let qualified: RegExp | undefined;
const inModule = (name: string): RegExpExecArray | null => (qualified ??= /^([\p{L}_][\p{L}\p{Nd}_.-]*)\\([\p{L}_][\p{L}\p{Nd}_-]*)$/u).exec(name);
/** Of a variable that holds more names than this they are told once, and not for each command that has it. */
const MANY = 50;
const starts = /^start-(sma|automation|azureautomation|azurermautomation|azautomation)runbook$/;
const manages = /^(get|set|edit|publish|remove|export|new|resume|suspend|stop)-(sma|automation|azautomation)(runbook|runbookdefinition|job|schedule)$|^(register|unregister)-smascheduledrunbook$|^set-smarunbookconfiguration$/;

/**
 * Every name that a command may give to a runbook: `Child`, `.\Child.ps1`, `& "$PSScriptRoot\Child.ps1"`, `Start-SmaRunbook -Name Child`,
 * `Publish-SmaRunbook -Name Child` (sma-rest-api.md 9). Names in a variable or a splatted table
 * are found where they are written; names that are worked out are left out.
 */
export function runbookNames(text: string, uses: readonly CommandUse[]): RunbookName[] {
  const done = new Set<readonly StringConstantExpressionAst[]>(), mentioned = new Set<number>();
  const all = uses.flatMap((command): RunbookName[] => {
    const key = command.name?.toLowerCase().replace(/^.*\\(?=[a-z]+-)/, '') ?? '';
    const found: RunbookName[] = [];
    if (starts.test(key) || manages.test(key)) {
      const parameter = /job$|schedule/.test(key) ? 'RunbookName' : 'Name';
      const argument = argumentFor(command.node, parameter, /job$|schedule/.test(key) ? undefined : 0);
      const held = command.texts.textsOf(argument);
      if (held.length === 0 && argument !== undefined) for (const { name, start, end } of madeTexts(argument, command.texts)) found.push({ name, start, end, quote: '', form: starts.test(key) ? 'start' : 'manage', command, isMade: true });
      for (const list of [held, ...splattedLists(command, parameter)]) for (const name of list.length > MANY && done.size === done.add(list).size ? [] : list) {
        const place = name.value === '' ? undefined : writtenWord(text, name);
        if (place !== undefined) found.push({ ...place, name: name.value, form: starts.test(key) ? 'start' : 'manage', command });
      }
    }
    if (isConfiguration(command.node)) return found;
    // `& ('Get-' + 'Child')`.
    if (command.name === undefined && command.operator !== 'Unknown') for (const { name, start, end } of madeCalls(command)) found.push({ name, start, end, quote: '', form: 'name', command, isMade: true });
    // A variable may be used by many.
    for (const { isCall, ...file } of scriptMentions(command)) if (mentioned.size !== mentioned.add(isCall ? file.start : -1 - file.start).size) found.push({ ...file, form: isCall ? 'script' : 'manage', command });
    const script = scriptFile(command.node), [own] = command.node.elements, word = own?.kind === 'StringConstantExpressionAst' ? writtenWord(text, own) : undefined;
    if (script !== undefined) {
      found.push({ start: script.start, end: script.end, quote: script.quote, name: script.name, form: 'script', command, ...(script.isBeside && { folder: script.folder }) });
    } else if (word !== undefined && command.name !== undefined && own?.kind === 'StringConstantExpressionAst' && !text.slice(word.start, word.end).endsWith(command.name)) {
      found.push(...disguised(text, word, own.value, command.name).map((one): RunbookName => ({ ...one, form: 'name', command })));
    } else if (word !== undefined && command.name !== undefined) {
      // A scope may stand before it: `script:Foo`.
      const start = word.end - command.name.length, [, module, name = ''] = inModule(command.name) ?? [];
      if (start === word.start && module !== undefined) found.push({ ...word, start: word.end - name.length, name, form: 'name', command, module });
      else if (start === word.start || start === command.nameStart) found.push({ ...word, start, name: command.name, form: 'name', command });
    }
    return found;
  });
  // What runs a file says more of it than what only has its path.
  const run = new Set(all.flatMap(({ form, start }) => (form === 'script' ? [start] : [])));
  return all.filter(({ form, start }) => form !== 'manage' || !run.has(start));
}

/** A command's name of other letters than its value, as in `Get-F\`oo` or `Get"-Foo"`: all that stands there is the name, but for its module. */
function disguised(text: string, word: WrittenName, value: string, name: string): Pick<RunbookName, 'name' | 'module' | 'isMade' | keyof WrittenName>[] {
  const [, module, own = name] = inModule(name) ?? [], start = module === undefined ? word.start : word.start + module.length + 1;
  if (!isPlainName(own)) return [];
  // What stands before the name has to be told from it letter for letter.
  const isWhole = module === undefined ? value === name : text.slice(word.start, start) === `${module}\\`;
  return [{ ...word, start: isWhole ? start : word.start, name: own, ...(module !== undefined && { module }), ...(!isWhole && { isMade: true }) }];
}
const isPlainName = (name: string): boolean => /^[\p{L}_][\p{L}\p{Nd}_-]*$/u.test(name);

/** The files that commands load with a dot before them, as `loadPath` names them. */
export const loadedScripts = (names: readonly RunbookName[]): string[] => names.flatMap(({ form, name, folder, command }) => (form === 'script' && command.operator === 'Dot' ? [loadPath(folder, name)] : []));

/** The names that a call puts together where it stands, or where its variable is set. */
function madeCalls({ node: { elements: [own] }, texts }: CommandUse): readonly { readonly name: string; readonly start: number; readonly end: number }[] {
  return own === undefined || own.kind === 'CommandParameterAst' ? [] : madeTexts(own, texts).filter(({ name }) => isPlainName(name));
}

/** Where the name of what a command starts, or runs, is worked out from what the text does not tell; undefined where it does, or where it is no name but a path. */
export function workedOutName(command: CommandUse): { readonly start: number; readonly end: number } | undefined {
  const { node, texts, operator } = command, [own] = node.elements, isStart = starts.test(commandKeyOf(node)), value = isStart ? argumentFor(node, 'Name', 0) : operator === 'Unknown' || command.name !== undefined || own?.kind === 'CommandParameterAst' ? undefined : own;
  if (value === undefined || textOf(value) !== undefined || texts.textsOf(value).length > 0 || madeTexts(value, texts).length > 0) return undefined;
  if (isStart) return value.kind === 'VariableExpressionAst' && value.splatted ? undefined : value;
  if (scriptFile(node) !== undefined || scriptMentions(command).some(({ isCall }) => isCall)) return undefined;
  const bare = bareValue(value), sources = bare.kind === 'VariableExpressionAst' ? texts.writtenFor(bare.variablePath) : [bare];
  return sources.some(isNameWithGap) ? value : undefined;
}

/** A text with something in it that is worked out, and with letters as names have them. */
function isNameWithGap(node: Ast): boolean {
  if (node.kind === 'ExpandableStringExpressionAst') return isOfName(node.nestedExpressions.reduceRight((text, { start, end }) => text.slice(0, start - node.start - 1) + text.slice(end - node.start - 1), node.value));
  if (node.kind !== 'BinaryExpressionAst' || (node.operator !== 'Plus' && node.operator !== 'Format')) return false;
  const texts = [node.left, node.right].map(bareValue), constant = texts.find((one) => one.kind === 'StringConstantExpressionAst');
  return constant?.kind === 'StringConstantExpressionAst' && isOfName(constant.value.replaceAll(/\{\d\}/g, ''));
}
const isOfName = (letters: string): boolean => /^[\p{L}\p{Nd}_-]+$/u.test(letters);

/** The runbook that a command starts a job of, also where a variable or a splatted table names it; of several the first, undefined where it is worked out. */
export function startedRunbook(command: CommandUse): string | undefined {
  if (!starts.test(commandKeyOf(command.node))) return undefined;
  const argument = argumentFor(command.node, 'Name', 0), [name] = command.texts.textsOf(argument), [other] = name === undefined ? splattedLists(command, 'Name').find(({ length }) => length > 0) ?? [] : [];
  return name?.value ?? other?.value ?? textOf(argument);
}
