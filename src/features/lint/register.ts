import * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import { DisposableBag } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { AppError } from '../../app/errors.ts';
import { command, ruleScheme, setting } from '../../app/ids.ts';
import { askChoice, notBack } from '../../app/ui/quickInput.ts';

/** The linter's rules as documents, and what is wrong with its settings. The linter itself lies with the language, which has the parsed texts. */
export function registerLint(app: App): DisposableLike {
  const bag = new DisposableBag();
  bag.add(vscode.workspace.registerTextDocumentContentProvider(ruleScheme, {
    provideTextDocumentContent: async ({ path }) => {
      const { findRule } = await import('../../project/index.ts'), { ruleMarkdown } = await import('../../project/lint/ruleMarkdown.ts'), rule = findRule(path.replace(/^\/|\.md$/g, ''));
      return rule === undefined ? 'There is no such rule.' : ruleMarkdown(rule);
    },
  }));
  app.commands.register(command.lintShowRule, 'Explaining the rule', async (given) => {
    const { findRule, RULES } = await import('../../project/index.ts');
    const word = given ?? notBack(await askChoice({
      title: 'Explain a Rule of the Linter', placeholder: 'Which rule?',
      choices: RULES.map(({ id, name, summary }) => ({ label: id, description: name, detail: summary, value: id })),
    }));
    const rule = findRule(word);
    if (rule === undefined) throw new AppError('BadAnswer', `The linter has no rule ${word}.`);
    await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.from({ scheme: ruleScheme, path: `/${rule.id}.md` }));
  });
  bag.add(app.settings.onDidChange((id) => {
    if (id === setting.lintRules) void tellProblems(app);
  }));
  return bag;
}

/** A rule that is misspelt in the settings would be silent about it for ever. */
async function tellProblems(app: App): Promise<void> {
  try {
    const { problems } = (await import('../../project/index.ts')).readSeverities(app.settings.get(setting.lintRules));
    if (problems.length > 0) app.notifications.warn({ text: `The setting ${setting.lintRules} has a mistake. ${problems.join(' ')}`, action: { label: 'Explain Rules', command: command.lintShowRule } });
  } catch (error) {
    app.log.named('lint').error('the linter’s settings could not be checked', error);
  }
}
