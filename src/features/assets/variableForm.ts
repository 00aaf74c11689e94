import { askChoice, askText } from '../../app/ui/quickInput.ts';
import { BACK, runSteps } from '../../app/ui/steps.ts';
import type { Step } from '../../app/ui/steps.ts';
import { checkVariableName, checkVariableText, storedValue, VARIABLE_TYPES } from './variableValue.ts';
import type { VariableType } from './variableValue.ts';

interface Answers { readonly name: string; readonly isEncrypted: boolean; readonly type: VariableType; readonly text: string }
export interface NewVariable { readonly name: string; readonly isEncrypted: boolean; readonly value: string }

/** Asks for everything a new variable needs. */
export async function askNewVariable(taken: readonly string[]): Promise<NewVariable> {
  const title = 'New Variable';
  const initial: Answers = { name: '', isEncrypted: false, type: 'String', text: '' };
  const steps: readonly Step<Answers>[] = [
    async (answers, position) => {
      const name = await askText({ title, position, prompt: 'Name of the variable', placeholder: 'MailServer', value: answers.name, check: (text) => checkVariableName(text, taken) });
      return name === BACK ? BACK : { ...answers, name: name.trim() };
    },
    async (answers, position) => {
      const isEncrypted = await askChoice({
        title, position, placeholder: 'Is the value a secret?', active: answers.isEncrypted,
        choices: [
          { label: 'Plain', detail: 'Everybody who may use SMA can read it.', value: false, icon: 'symbol-variable' },
          { label: 'Encrypted', detail: 'Only a running runbook can read it. This cannot be changed later.', value: true, icon: 'lock' },
        ],
      });
      return isEncrypted === BACK ? BACK : { ...answers, isEncrypted };
    },
    async (answers, position) => {
      const type = await askChoice({ title, position, placeholder: 'What kind of value is it?', active: answers.type, choices: VARIABLE_TYPES.map(({ type: value, label, hint }) => ({ label, description: hint, value })) });
      return type === BACK ? BACK : { ...answers, type };
    },
    async (answers, position) => {
      const text = await askValue(title, answers.type, answers.isEncrypted, answers.text, position);
      return text === BACK ? BACK : { ...answers, text };
    },
  ];
  const { name, isEncrypted, type, text } = await runSteps(initial, steps);
  return { name, isEncrypted, value: storedValue(type, text) };
}

/** Asks for a value of a type; a secret is not shown while it is typed. */
export async function askValue(title: string, type: VariableType, isEncrypted: boolean, value: string, position?: { readonly step: number; readonly total: number }): Promise<string | typeof BACK> {
  const known = VARIABLE_TYPES.find((candidate) => candidate.type === type);
  const place = position === undefined ? {} : { position };
  if (type === 'Boolean' && !isEncrypted) {
    return await askChoice({ title, ...place, placeholder: 'Value', active: value === '' ? 'true' : value, choices: [{ label: 'True', value: 'true' }, { label: 'False', value: 'false' }] });
  }
  return await askText({
    title, ...place, value, password: isEncrypted,
    prompt: isEncrypted ? 'Value; it is encrypted on the server and never shown again' : `Value: ${known?.label.toLowerCase() ?? 'text'}`,
    placeholder: known?.hint,
    check: (text) => checkVariableText(type, text),
  });
}
