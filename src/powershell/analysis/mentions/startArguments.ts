import type { HashtableAst } from '../../syntax/ast.ts';
import type { CommandUse } from '../commands/commands.ts';
import { writtenName, type WrittenName } from '../names/quoted.ts';
import { bareValue, givenValues } from '../names/variableTexts.ts';
import { startedRunbook } from './runbookNames.ts';

/** A text that a job is started with. Of a PSCredential it is the name of a credential asset (sma-rest-api.md 5.6, 6.2). */
export interface StartArgument extends WrittenName { readonly runbook: string; readonly parameter: string; readonly name: string }

/** The tables that a command which starts a runbook gives as its `-Parameters`: written out, in a variable, or below the keys of what is splatted to it. */
function parameterTables(use: CommandUse): readonly HashtableAst[] {
  const [first, ...others] = givenValues(use, 'Parameters').map((value) => use.texts.tablesOf(value) ?? []);
  return first === undefined ? [] : others.length === 0 ? first : [first, ...others].flat();
}

/** The texts in `-Parameters @{ }` of commands that start a runbook, in a variable or not. */
export function startArguments(text: string, uses: readonly CommandUse[]): StartArgument[] {
  const found = new Map<string, StartArgument>();
  const done = new Map<readonly HashtableAst[], Set<string>>();
  for (const use of uses) {
    const runbook = startedRunbook(use), tables = runbook === undefined ? [] : parameterTables(use);
    // Many may be started with what one variable holds.
    const told = done.get(tables) ?? new Set();
    done.set(tables, told);
    if (told.size === told.add(runbook ?? '').size) continue;
    for (const { pairs } of tables) for (const { key, value } of pairs) {
      const bare = bareValue(value);
      if (runbook === undefined || key.kind !== 'StringConstantExpressionAst' || (bare.kind !== 'StringConstantExpressionAst' && bare.kind !== 'VariableExpressionAst')) continue;
      for (const one of use.texts.textsOf(bare)) {
        const place = one.value === '' ? undefined : writtenName(text, one);
        if (place !== undefined) found.set(`${place.start} ${runbook}`, { ...place, runbook, parameter: key.value, name: one.value });
      }
    }
  }
  return [...found.values()];
}
