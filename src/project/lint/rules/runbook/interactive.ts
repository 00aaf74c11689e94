import type { Report, Rule } from '../../rule.ts';

export const interactive: Rule = {
  id: 'SMA5008', name: 'interactive-command', category: 'file', severity: 'warning', appliesTo: 'both',
  summary: 'A runbook waits for a person.',
  documentation: 'Nobody sits before a job: a question fails it, or lets it wait for ever. Take the value as a parameter, or from an asset.',
  *check(context): Generator<Report> {
    if (!context.isRunbook) return;
    const message = (what: string): string => `${what} needs a person, and a job has none. Take the value as a parameter, or from an asset.`;
    for (const site of context.commands()) {
      const [name] = site.node.elements, key = context.cmdlet(site.node);
      if (name === undefined || context.functions.has(key)) continue;
      // A credential that is only shown for its user's name is asked for all the same. As a statement of a workflow it is an error: excluded-cmdlet.
      if (/^(read-host|get-credential|out-gridview|pause|show-command)$/.test(key)) yield { start: name.start, end: name.end, message: message(context.slice(name)), unless: 'SMA2005' };
    }
    for (const { node } of context.sites.of('InvokeMemberExpressionAst')) {
      const text = context.slice(node).toLowerCase();
      if (/^\[(system\.)?console\]::read(line|key)?\(|^\$host\.ui\.(rawui\.readkey|prompt\w*|readline\w*)\(/.test(text)) yield { start: node.start, end: node.end, message: message('This call') };
    }
  },
};
