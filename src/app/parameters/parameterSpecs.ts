import { analyseRunbook, parse } from '../../powershell/index.ts';
import type { ParameterFacts, RunbookFacts } from '../../powershell/index.ts';
import { isNeededNow } from '../../sma/parameterSets.ts';
import type { ParameterSpec } from './parameterInput.ts';

/**
 * What a runbook's param block asks for: of the workflow called `runbookName` (or the first), else of the script. SMA
 * honours name, type, default and mandatory (sma-rest-api.md 5.6); ValidateSet and the help comment make the form better.
 * Undefined where the text has errors, so that nothing wrong is asked.
 */
export function parameterSpecs(text: string, runbookName: string): readonly ParameterSpec[] | undefined {
  const result = parse(text);
  return result.errors.length > 0 ? undefined : specsOf(analyseRunbook(result, runbookName));
}
const specsOf = ({ parameters, sets }: RunbookFacts): readonly ParameterSpec[] => parameters.map((facts) => ({ ...specOf(facts), ...(sets.length > 0 && { sets, isMandatory: isNeededNow(sets, facts.name, new Set()) }) }));

const specOf = ({ name, type, isMandatory, defaultText, help, allowedValues }: ParameterFacts): ParameterSpec => ({
  name, type, isMandatory,
  ...(defaultText === undefined ? {} : { defaultText: oneLine(defaultText) }),
  ...(help === undefined ? {} : { help: oneLine(help) }),
  ...(allowedValues === undefined || allowedValues.length === 0 ? {} : { choices: allowedValues }),
});

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
