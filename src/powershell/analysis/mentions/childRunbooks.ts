import { commandKeyOf } from '../../syntax/commandName.ts';
import { argumentFor, textOf } from '../commands/arguments.ts';
import type { CommandUse } from '../commands/commands.ts';
import { scriptFile } from './scriptFiles.ts';
import { nameTable } from '../../syntax/nameTable.ts';

/** One place where another runbook is called. */
export interface ChildCall {
  readonly name: string;
  /** `script`: `.\Child.ps1`, `"$PSScriptRoot\Child.ps1"`; `start`: by a command that starts a job of its own. */
  readonly form: 'script' | 'start';
  readonly start: number;
  readonly end: number;
  readonly command: CommandUse;
}

/** Commands that start a runbook, with the parameter that names it. */
const starters: Readonly<Record<string, string>> = nameTable({
  'start-smarunbook': 'Name', 'start-automationrunbook': 'Name', 'start-azureautomationrunbook': 'Name', 'start-azurermautomationrunbook': 'Name',
  'start-azautomationrunbook': 'Name',
});

/** Calls that name a runbook by their form. A plain name is a call too where a runbook of that name exists: see `runbookNames`. */
export function childCalls(uses: readonly CommandUse[]): ChildCall[] {
  return uses.flatMap((command): ChildCall[] => {
    const file = scriptFile(command.node);
    if (file?.isBeside === true) return [{ name: file.name, form: 'script', start: command.nameStart, end: command.nameEnd, command }];
    const parameter = starters[commandKeyOf(command.node)];
    const argument = parameter === undefined ? undefined : argumentFor(command.node, parameter, 0), name = textOf(argument);
    return argument === undefined || name === undefined ? [] : [{ name, form: 'start', start: argument.start, end: argument.end, command }];
  });
}
