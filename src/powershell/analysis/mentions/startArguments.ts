import { argumentFor } from '../commands/arguments.ts';
import type { CommandUse } from '../commands/commands.ts';
import { writtenName, type WrittenName } from '../names/quoted.ts';
import { bareValue } from '../names/variableTexts.ts';
import { startedRunbook } from './runbookNames.ts';

/** A text that a job is started with. Of a PSCredential it is the name of a credential asset (sma-rest-api.md 5.6, 6.2). */
export interface StartArgument extends WrittenName { readonly runbook: string; readonly parameter: string; readonly name: string }

/** The texts in `-Parameters @{ }` of commands that start a runbook, in a variable or not. */
export function startArguments(text: string, uses: readonly CommandUse[]): StartArgument[] {
  const found = new Map<string, StartArgument>();
  for (const use of uses) {
    const runbook = startedRunbook(use), given = runbook === undefined ? undefined : argumentFor(use.node, 'Parameters');
    for (const { pairs } of (given && use.texts.tablesOf(given)) ?? []) for (const { key, value } of pairs) {
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
