import type { Report, Rule } from '../../rule.ts';
import { commandKey } from '../../sites.ts';

export const alias: Rule = {
  id: 'SMA6005', name: 'alias', category: 'language', severity: 'information', appliesTo: 'both',
  summary: 'A command is called by its alias.',
  documentation: 'Aliases can be set otherwise on another worker, and tell a reader less. Write the whole name.',
  *check(context): Generator<Report> {
    for (const site of context.commands()) {
      const [name] = site.node.elements, full = context.alias(commandKey(site));
      if (name === undefined || full === undefined || context.functions.has(commandKey(site)) || context.folder?.runbooks?.has(commandKey(site)) === true) continue;
      yield { start: name.start, end: name.end, message: `'${context.slice(name)}' is an alias. Write ${full}.`, fix: { title: `Write ${full}`, edits: [{ start: name.start, end: name.end, text: full }] } };
    }
  },
};
