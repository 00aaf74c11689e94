import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import { SCOPE_HELP, findVariable, frameOf, notFound, variableObject, visibleNames } from './scopes.ts';

/** What every scope shows, though no script has set it: what is the session's, and what is worked out for the scope. */
const ALWAYS = [
  '?', 'args', 'EnabledExperimentalFeatures', 'ExecutionContext', 'false', 'HOME', 'Host', 'input', 'IsCoreCLR', 'IsLinux', 'IsMacOS', 'IsWindows', 'Matches', 'MyInvocation', 'null', 'PID', 'PSBoundParameters', 'PSCmdlet', 'PSCommandPath',
  'PSCulture', 'PSEdition', 'PSHOME', 'PSScriptRoot', 'PSUICulture', 'PSVersionTable', 'PWD', 'ShellId', 'true',
] as const;
function listed(ctx: CmdletContext, scope: string | undefined): readonly string[] {
  const frame = frameOf(ctx, scope), names = visibleNames(frame, scope !== undefined), more = ALWAYS.filter((n) => !names.some((o) => fold(o) === fold(n)) && findVariable(ctx, n, scope ?? '0') !== undefined);
  return [...names, ...more].sort((a, b) => a.localeCompare(b));
}
export const getVariable = cmdlet({
  name: 'Get-Variable', aliases: ['gv'], synopsis: 'Gets variables by name.',
  params: {
    Name: { type: arrayOf(T.String), position: 0, from: 'both', validate: NOT_EMPTY },
    ValueOnly: { type: T.Switch },
    Include: { type: arrayOf(T.String) },
    Exclude: { type: arrayOf(T.String) },
    Scope: { type: T.String, validate: NOT_EMPTY, help: SCOPE_HELP },
  },
  run: (p, ctx) => ({
    process() {
      const include = p.Include?.map((x) => wildcard(x)), exclude = p.Exclude?.map((x) => wildcard(x)) ?? [];
      for (const name of p.Name ?? ['*']) {
        const names = hasWildcard(name) ? listed(ctx, p.Scope).filter((n) => wildcard(name).test(n)) : [name];
        for (const one of names) {
          if ((include !== undefined && !include.some((x) => x.test(one))) || exclude.some((x) => x.test(one))) continue;
          const found = findVariable(ctx, one, p.Scope) ?? (hasWildcard(name) ? findVariable(ctx, one, undefined) : undefined);
          if (found === undefined) notFound(ctx, one);
          else if (p.ValueOnly === true) ctx.write(found.value ?? null);
          else ctx.write(variableObject(ctx.session.displayName(fold(one)), found.value, found.frame.guardOf(fold(one)), found.frame));
        }
      }
    },
  }),
});
