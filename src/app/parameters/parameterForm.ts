import { askChoice, askText } from '../ui/quickInput.ts';
import { BACK, runSteps } from '../ui/steps.ts';
import type { Step, StepPosition } from '../ui/steps.ts';
import type { NameValuePair } from '../../client/api.ts';
import { afterOthers, checkParameterText, kindOf, wireValue } from './parameterInput.ts';
import type { ParameterKind, ParameterSpec } from './parameterInput.ts';
import { typeText } from './typeText.ts';

type Answers = ReadonlyMap<string, string>;

const HINTS: Readonly<Record<ParameterKind, string>> = {
  text: '', integer: 'a whole number', number: 'a number', boolean: 'true or false', date: '2026-03-01 14:30',
  list: 'items with commas between them, or a JSON array', object: 'a JSON object', credential: 'the name of a credential asset',
};

/**
 * Asks for a runbook's parameters one by one, in their order. What is left empty is not sent, so that the runbook's own
 * default holds. Rejects with CancelledError on Escape.
 */
export async function askParameters(title: string, specs: readonly ParameterSpec[]): Promise<NameValuePair[]> {
  const texts = await askParameterTexts(title, specs);
  return specs.flatMap((spec) => {
    const value = wireValue(spec, texts[spec.name] ?? '');
    return value === undefined ? [] : [{ name: spec.name, value }];
  });
}

/** The same, as the texts that were typed, by name; what was left empty is not there. */
export async function askParameterTexts(title: string, specs: readonly ParameterSpec[]): Promise<Readonly<Record<string, string>>> {
  const steps = specs.map((spec): Step<Answers> => async (answers, position) => {
    const answer = await askParameter(title, afterOthers(spec, answers), answers.get(spec.name) ?? '', position);
    return answer === BACK ? BACK : new Map([...answers, [spec.name, answer]]);
  });
  const answers = await runSteps<Answers>(new Map(), steps);
  return Object.fromEntries([...answers].filter(([, text]) => text !== ''));
}

async function askParameter(title: string, spec: ParameterSpec, value: string, position: StepPosition): Promise<string | typeof BACK> {
  const kind = kindOf(spec.type);
  const choices = spec.choices ?? (kind === 'boolean' ? ['true', 'false'] : undefined);
  if (choices !== undefined && kind !== 'list') {
    return await askChoice<string>({
      title, position, active: value, placeholder: describe(spec),
      choices: [
        ...(spec.isMandatory ? [] : [{ label: 'Default', description: spec.defaultText ?? (kind === 'boolean' ? '$false' : 'not given'), value: '' }]),
        ...choices.map((choice) => ({ label: kind === 'boolean' ? capital(choice) : choice, value: choice })),
      ],
    });
  }
  return await askText({ title, position, value, prompt: describe(spec), placeholder: placeholder(spec, kind), check: (text) => checkParameterText(spec, text) });
}

/** `Name [string] (mandatory): whom to greet`. */
function describe({ name, type, isMandatory, help }: ParameterSpec): string {
  return `${name} [${typeText(type)}]${isMandatory ? ' (mandatory)' : ' (optional)'}${help === undefined || help === '' ? '' : `: ${help}`}`;
}

function placeholder({ isMandatory, defaultText }: ParameterSpec, kind: ParameterKind): string {
  const hint = HINTS[kind];
  if (isMandatory) return hint;
  const otherwise = defaultText === undefined ? 'leave empty to leave it out' : `leave empty for ${defaultText}`;
  return hint === '' ? otherwise : `${hint}; ${otherwise}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
