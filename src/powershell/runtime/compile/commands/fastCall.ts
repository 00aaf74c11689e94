/** The way of a plain call: set `$?`, look the command up, call it, and turn signals into what the statement gives. */
import type { Frame } from '../../run/frame.ts';
import { PowerShellError } from '../../values/errorRecord.ts';
import type { Completion, Exec } from '../code.ts';
import { makeArguments } from './arguments.ts';
import type { Callee, CommandSite } from './command.ts';

export function fastCall(site: CommandSite, call: (f: Frame, callee: Callee) => Completion): Exec {
  return (f) => {
    let callee: Callee;
    try { callee = site.find(f); } catch (e) {
      if (e instanceof PowerShellError) {
        e.record.position ??= f.source.extent(site.mark);
        // The arguments come before the look-up of the name: what goes wrong with them is told first (Compiler.VisitPipeline).
        if (e.record.invocationName !== '') makeArguments(site.makers, f);
      }
      throw e;
    }
    return call(f, callee);
  };
}
