import { scriptFile } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';
import { commandKey } from '../../sites.ts';

export const childCycle: Rule = {
  id: 'SMA1006', name: 'child-cycle', category: 'children', severity: 'error', appliesTo: 'both',
  summary: 'A runbook calls itself through other runbooks.',
  documentation: 'Workflows cannot call each other in a circle: each must be published, and compiled, before the one that calls it. Break the circle with Start-SmaRunbook, which starts a job of its own, or move the shared part into a third runbook.',
  *check(context): Generator<Report> {
    const runbooks = context.folder?.runbooks, own = context.name?.toLowerCase();
    if (runbooks === undefined || own === undefined) return;
    const pathTo = (name: string, seen: Set<string>): string[] | undefined => {
      const runbook = runbooks.get(name);
      if (runbook === undefined || seen.has(name)) return undefined;
      seen.add(name);
      const called = [...runbook.calls].filter((next) => !(runbook.plain?.has(next) === true && runbooks.get(next)?.isFunction === true));
      if (called.includes(own)) return [runbook.name];
      for (const next of called) {
        const path = pathTo(next, seen);
        if (path !== undefined) return [runbook.name, ...path];
      }
      return undefined;
    };
    for (const site of context.commands()) {
      if (site.place !== 'workflow' && context.facts.type === 'Script') continue;
      const key = scriptFile(site.node)?.name.toLowerCase() ?? (context.child(site) === undefined ? '' : commandKey(site));
      if (key === '' || key === own) continue;
      const path = pathTo(key, new Set());
      if (path !== undefined) yield { start: site.node.start, end: site.node.elements[0]!.end, message: `This call goes round in a circle: ${[context.name, ...path, context.name].join(' calls ')}. Use Start-SmaRunbook for one of the calls.` };
    }
  },
};
