import { CliError } from './cliError.ts';
import type { OptionSpec, OptionValues } from './command.ts';
import { ExitCode } from './exitCodes.ts';

export const PARAMETER_OPTION: OptionSpec = { name: 'param', short: 'p', value: 'NAME=VALUE', repeatable: true, help: 'a parameter of the runbook; arrays and objects as JSON' };

export interface GivenParameter { readonly name: string; readonly text: string }

/** The `--param name=value` options; names compare without case, as PowerShell's do. */
export function givenParameters(options: OptionValues): readonly GivenParameter[] {
  const seen = new Set<string>();
  return options.all('param').map((given) => {
    const split = given.indexOf('=');
    const name = given.slice(0, Math.max(split, 0)).trim();
    // The text itself is not repeated: it may be a secret.
    if (name === '') throw new CliError(ExitCode.usage, '--param must be written as NAME=VALUE.');
    if (seen.has(name.toLowerCase())) throw new CliError(ExitCode.usage, `The parameter ${name} is given twice; write an array as JSON: --param '${name}=["a","b"]'.`);
    seen.add(name.toLowerCase());
    return { name, text: given.slice(split + 1) };
  });
}
