/** A cmdlet that works through the web service: what all of them have in common. */
import { cmdlet } from '../../../runtime/cmdlet.ts';
import type { Bound, Cmdlet, CmdletSpec, ParamTable } from '../../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { SMA_MODULE } from '../../../runtime/serviceModules.ts';
import { SERVICE_PARAMETERS, type ServiceArguments } from '../serviceParameters.ts';
import { ServiceRefusal, WebService } from './webService.ts';

/** One object at a time: what the service refuses of it is an error record, and the next goes on. */
export type Each = (target: Value, work: () => void) => void;
export interface Work<P extends ParamTable> { readonly p: Bound<P>; readonly ctx: CmdletContext; readonly service: WebService; readonly each: Each }

interface Spec<P extends ParamTable> extends Omit<CmdletSpec<P>, 'run' | 'module'> { readonly work: (work: Work<P>) => void }

/** Declares one: the parameters of section 7 with those that all of the module have. */
export function smaCmdlet<const P extends ParamTable>({ work, ...spec }: Spec<P>): Cmdlet {
  return cmdlet({
    ...spec, module: SMA_MODULE, params: { ...spec.params, ...SERVICE_PARAMETERS },
    run: (bound, ctx) => {
      // The parameters of the module are among them, whatever the others are.
      const p = bound as unknown as Bound<P> & ServiceArguments;
      const each: Each = (target, one) => {
        try {
          one();
        } catch (error) {
          if (!(error instanceof ServiceRefusal)) throw error;
          ctx.writeError({ id: error.code, category: error.category, target, exception: 'System.InvalidOperationException', message: error.message });
        }
      };
      return { process() { const service = new WebService(ctx, p); each(null, () => work({ p, ctx, service, each })); } };
    },
  });
}
