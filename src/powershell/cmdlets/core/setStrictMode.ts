import { cmdlet } from '../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
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
      const version = p.Off === true ? undefined : versionOf(ctx, p.Version ?? '');
      ctx.session.current.strict = version === undefined ? 0 : Math.min(3, version);
    },
  }),
});
/** The major number of a version of PowerShell that there is or was. */
function versionOf(ctx: CmdletContext, text: string): number {
  if (/^latest$/i.test(text)) return 3;
  const [, major, minor = '0'] = /^(\d+)(?:\.(\d+))?(?:\.\d+){0,2}$/.exec(text.trim()) ?? [];
  if (major === undefined) {
    return ctx.fail({ id: 'ParameterArgumentTransformationError', category: 'InvalidData', exception: 'System.Management.Automation.ParameterBindingArgumentTransformationException', message: `Cannot process argument transformation on parameter 'Version'. Cannot convert value "${text}" to type "System.Version". Error: "Version string portion was too short or too long. (Parameter 'input')"` });
  }
  const last = LAST_MINOR[Number(major)];
  if (last === undefined || Number(minor) > last) {
    return ctx.fail({ id: 'ParameterArgumentValidationError', category: 'InvalidData', exception: 'System.Management.Automation.ParameterBindingValidationException', message: `Cannot validate argument on parameter 'Version'. The "${major}.${minor}" argument does not contain a valid PowerShell version. Supply a valid version number and then try the command again.` });
  }
  return Number(major);
}
/** The last minor version of each major one (PSVersionInfo.IsValidPSVersion). */
const LAST_MINOR: Readonly<Record<number, number>> = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 1, 6: 2, 7: 6 };
