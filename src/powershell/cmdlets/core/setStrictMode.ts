import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { CORE } from './getCommand.ts';

const SETS = { version: 'Version', off: 'Off' } as const;
export const setStrictMode = cmdlet({
  name: 'Set-StrictMode', module: CORE, defaultSet: SETS.version, synopsis: 'Makes what is doubtful an error: variables, properties and indexes that are not there.',
  params: {
    Version: { type: T.String, aliases: ['v'], sets: [SETS.version], mandatory: [SETS.version], help: '1.0, 2.0, 3.0 or Latest.' },
    Off: { type: T.Switch, sets: [SETS.off], mandatory: [SETS.off] },
  },
  run: (p, ctx) => ({
    end() {
      const major = /^latest$/i.test(p.Version ?? '') ? 3 : Number.parseInt(p.Version ?? '0', 10);
      if (p.Off !== true && !(major >= 0)) ctx.fail({ id: 'CannotConvertArgument', category: 'InvalidArgument', target: p.Version ?? '', exception: 'System.Management.Automation.ParameterBindingException', message: `Cannot process the Version argument '${p.Version ?? ''}'. Use 1.0, 2.0, 3.0 or Latest.` });
      ctx.session.current.strict = p.Off === true ? 0 : Math.min(3, major);
    },
  }),
});
