import { argumentFor, textOf } from '../../../../powershell/index.ts';
import { aliases } from '../../aliases.ts';
import type { LintContext } from '../../context.ts';
import type { Report, Rule } from '../../rule.ts';
import { commandKey } from '../../sites.ts';

/** Names that the text gives itself: `Set-Alias`, `[Alias()]` of a function. */
function ownAliases(context: LintContext): ReadonlySet<string> {
  const given = context.commands().flatMap(({ node }) => (/^(?:set-alias|new-alias|sal|nal)$/.test(commandKey({ node })) ? textOf(argumentFor(node, 'Name', 0)) ?? [] : []));
  const declared = context.sites.of('AttributeAst').flatMap(({ node }) => (/^alias(?:attribute)?$/i.test(node.typeName.text) ? node.positionalArguments.flatMap((argument) => textOf(argument) ?? []) : []));
  return new Set([...given, ...declared].map((name) => name.toLowerCase()));
}

export const alias: Rule = {
  id: 'SMA6005', name: 'alias', category: 'language', severity: 'information', appliesTo: 'both',
  summary: 'A command is called by its alias.',
  documentation: 'Aliases can be set otherwise on another worker, and tell a reader less. Write the whole name.',
  *check(context): Generator<Report> {
    const own = ownAliases(context);
    for (const site of context.commands()) {
      const [name] = site.node.elements, full = aliases.get(commandKey(site));
      if (name === undefined || full === undefined || own.has(commandKey(site)) || context.functions.has(commandKey(site)) || context.folder?.runbooks?.has(commandKey(site)) === true) continue;
      yield { start: name.start, end: name.end, message: `'${context.slice(name)}' is an alias. Write ${full}.`, fix: { title: `Write ${full}`, edits: [{ start: name.start, end: name.end, text: full }] } };
    }
  },
};
