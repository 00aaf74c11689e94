import * as vscode from 'vscode';
import { CancelledError } from '../errors.ts';
import { DisposableBag } from '../disposable.ts';
import { BACK } from './steps.ts';
import type { StepPosition } from './steps.ts';

interface Question {
  readonly title: string;
  readonly position?: StepPosition;
}
export interface TextQuestion extends Question {
  /** What is asked, in a sentence. */
  readonly prompt: string;
  readonly value?: string | undefined;
  readonly placeholder?: string | undefined;
  /** Shows dots; for everything secret. */
  readonly password?: boolean;
  /** One sentence on what is wrong with the text; undefined where it is good. */
  readonly check?: (text: string) => string | undefined;
}
export interface Choice<T> { readonly label: string; readonly description?: string; readonly detail?: string; readonly value: T; readonly icon?: string }
export interface ChoiceQuestion<T> extends Question {
  readonly placeholder: string;
  readonly choices: readonly Choice<T>[];
  readonly active?: T;
}

/** Asks for a text. Rejects with CancelledError on Escape; a bad text is explained and cannot be accepted. */
export async function askText(question: TextQuestion): Promise<string | typeof BACK> {
  const box = vscode.window.createInputBox();
  prepare(box, question);
  box.prompt = question.prompt;
  box.value = question.value ?? '';
  box.placeholder = question.placeholder;
  box.password = question.password ?? false;
  return await answer<string>(box, (settle, bag) => {
    bag.add(box.onDidChangeValue((text) => {
      // Says nothing about an empty box before anything was typed; the prompt has said what is wanted.
      box.validationMessage = text === '' ? undefined : question.check?.(text);
    }));
    bag.add(box.onDidAccept(() => {
      box.validationMessage = question.check?.(box.value);
      if (box.validationMessage === undefined) settle(box.value);
    }));
  });
}

/** Asks to choose one. Rejects with CancelledError on Escape. */
export async function askChoice<T>(question: ChoiceQuestion<T>): Promise<T | typeof BACK> {
  interface Item extends vscode.QuickPickItem { readonly value: T }
  const pick = vscode.window.createQuickPick<Item>();
  prepare(pick, question);
  pick.placeholder = question.placeholder;
  pick.matchOnDescription = true;
  pick.items = question.choices.map(({ label, description, detail, value, icon }) => ({
    label, value,
    ...(description === undefined ? {} : { description }),
    ...(detail === undefined ? {} : { detail }),
    ...(icon === undefined ? {} : { iconPath: new vscode.ThemeIcon(icon) }),
  }));
  // Only where there is one: an empty list would take the mark from the first item, and Enter would do nothing.
  const preset = pick.items.filter((item) => question.active !== undefined && item.value === question.active);
  if (preset.length > 0) pick.activeItems = preset;
  return await answer<T>(pick, (settle, bag) => {
    bag.add(pick.onDidAccept(() => {
      const chosen = pick.selectedItems[0];
      if (chosen !== undefined) settle(chosen.value);
    }));
  });
}

/** For questions that stand alone, where there is nothing to go back to. */
export function notBack<T>(value: T | typeof BACK): T {
  if (value === BACK) throw new CancelledError();
  return value;
}

function prepare(input: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>, { title, position }: Question): void {
  input.title = title;
  // A look at another window must not throw away what was typed.
  input.ignoreFocusOut = true;
  if (position === undefined || position.total < 2) return;
  input.step = position.step;
  input.totalSteps = position.total;
  if (position.step > 1) input.buttons = [vscode.QuickInputButtons.Back];
}

async function answer<T>(
  input: (vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>) & { readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton> },
  listen: (settle: (value: T) => void, bag: DisposableBag) => void,
): Promise<T | typeof BACK> {
  const bag = new DisposableBag();
  bag.add(input);
  try {
    return await new Promise<T | typeof BACK>((resolve, reject) => {
      listen(resolve, bag);
      bag.add(input.onDidTriggerButton((button) => {
        if (button === vscode.QuickInputButtons.Back) resolve(BACK);
      }));
      bag.add(input.onDidHide(() => reject(new CancelledError())));
      input.show();
    });
  } finally {
    bag.dispose();
  }
}
