import type { NameValuePair } from '../client/index.ts';
import { encodeParameterText } from '../project/index.ts';
import { missingOfSets, type ParameterSet } from '../sma/parameterSets.ts';
import { CliError } from './cliError.ts';
import { ExitCode } from './exitCodes.ts';
import { nearest } from './nearest.ts';
import type { GivenParameter } from './parameters.ts';

export interface Declared { readonly name: string; readonly type: string; readonly isMandatory: boolean }
export interface EncodedParameter extends NameValuePair { readonly type: string }

/** Texts of the wire by the declared types; what is missing, too much or does not fit is told before anything starts; of mandatory parameters, those of the set that is meant. */
export function encodeParameters(runbook: string, given: readonly GivenParameter[], declared: readonly Declared[], sets: readonly ParameterSet[] = []): readonly EncodedParameter[] {
  const names = declared.map((parameter) => parameter.name);
  const pairs = given.map(({ name, text }) => {
    const parameter = declared.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
    if (parameter === undefined) {
      const near = nearest(name, names);
      throw new CliError(ExitCode.usage, `${runbook} has no parameter ${name}${near === undefined ? '.' : `; did you mean ${near}?`} ${names.length === 0 ? 'It takes none.' : `It takes ${names.join(', ')}.`}`);
    }
    const encoded = encodeParameterText(text, parameter.type);
    if (!encoded.ok) throw new CliError(ExitCode.usage, `The value of ${parameter.name} does not fit: ${encoded.message}.`);
    return { name: parameter.name, value: encoded.value, type: parameter.type };
  });
  const needed = missingOfSets(sets, new Set(pairs.map((pair) => pair.name.toLowerCase())));
  const missing = declared.filter((parameter) => (sets.length > 0 ? needed.includes(parameter.name.toLowerCase()) : parameter.isMandatory && !pairs.some((pair) => pair.name === parameter.name)));
  if (missing.length > 0) {
    throw new CliError(ExitCode.usage, `${runbook} needs ${missing.map((parameter) => parameter.name).join(', ')}: give ${missing.map((parameter) => `--param ${parameter.name}=…`).join(' ')}.`);
  }
  return pairs;
}
