/** Which versions of a module are wanted: ModuleSpecification tables, and the version parameters of Import-Module. */
import type { ErrorSpec } from '../../../runtime/run/pipeline/cmdletContext.ts';
import { toText } from '../../../runtime/convert/toText.ts';
import { Dictionary } from '../../../runtime/values/dictionary.ts';
import { unwrap } from '../../../runtime/values/psObject.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { Version } from '../../../runtime/values/version.ts';

export interface Wanted { readonly name: string; readonly min?: string; readonly max?: string; readonly exact?: string; readonly guid?: string }
/** A name, or a table with ModuleName and versions; undefined where the table is none. */
export function wantedModule(given: Value): Wanted | undefined {
  const plain = unwrap(given);
  if (!(plain instanceof Dictionary)) return { name: toText(given) };
  const field = (key: string): string | undefined => { const v = plain.get(key); return v == null ? undefined : toText(v); };
  const known = ['modulename', 'moduleversion', 'maximumversion', 'requiredversion', 'guid'];
  const name = field('ModuleName'), min = field('ModuleVersion'), max = field('MaximumVersion'), exact = field('RequiredVersion'), guid = field('GUID');
  if (name === undefined || (min ?? max ?? exact) === undefined || (exact !== undefined && (min ?? max) !== undefined)) return undefined;
  if ([...plain.keys()].some((key) => !known.includes(toText(key).toLowerCase()))) return undefined;
  return { name, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }), ...(exact === undefined ? {} : { exact }), ...(guid === undefined ? {} : { guid }) };
}
const parts = (version: string): readonly number[] => { const v = Version.parse(version); return v === undefined ? [0, 0, 0, 0] : version.split('.').map(Number); };
/** Compares versions part by part; missing parts are less than zero, as in System.Version. */
export function compareVersions(a: string, b: string): number {
  const x = parts(a), y = parts(b);
  for (let i = 0; i < 4; i++) { const difference = (x[i] ?? -1) - (y[i] ?? -1); if (difference !== 0) return Math.sign(difference); }
  return 0;
}
/** `1.*` is everything up to 1.999999999. */
const highest = (max: string): string => max.replace(/\*$/, '999999999');
/** Whether a version is one of those that are wanted. */
export function isWanted(wanted: Wanted, version: string): boolean {
  return (wanted.exact === undefined || compareVersions(version, wanted.exact) === 0) && (wanted.min === undefined || compareVersions(version, wanted.min) >= 0) && (wanted.max === undefined || compareVersions(version, highest(wanted.max)) <= 0);
}
export const asksVersion = (wanted: Wanted): boolean => (wanted.min ?? wanted.max ?? wanted.exact) !== undefined;
const NO_FILE = 'was not loaded because no valid module file was found in any module directory.';
/** Id and text of Import-Module's error for a module that is not there. */
export function notFoundText(wanted: Wanted): { readonly id: string; readonly message: string } {
  const { name, min, max, exact } = wanted;
  if (!asksVersion(wanted)) return { id: 'Modules_ModuleNotFound', message: `The specified module '${name}' ${NO_FILE}` };
  const which = exact !== undefined ? `with version '${exact}'` : min !== undefined && max !== undefined ? `with MinimumVersion '${min}' and MaximumVersion '${max}'` : min !== undefined ? `with version '${min}'` : `with MaximumVersion '${max ?? ''}'`;
  return { id: 'Modules_ModuleWithVersionNotFound', message: `The specified module '${name}' ${which} ${NO_FILE}` };
}
/** How a manifest says that a module it requires is not loaded. */
export function requiredText(wanted: Wanted, manifest: string): string {
  const { name, min, max, exact, guid } = wanted;
  const which = exact !== undefined ? ` with version '${exact}'` : min !== undefined && max !== undefined ? ` with MinimumVersion '${min}' and MaximumVersion '${max}'` : min !== undefined ? ` with version '${min}'` : max !== undefined ? ` with MaximumVersion '${max}'` : guid !== undefined ? ` with GUID '${guid}'` : '';
  return `The required module '${name}'${which} is not loaded. Load the module or remove the module from 'RequiredModules' in the file '${manifest}'.`;
}
/** The error of two parameters of which one says the same as the other. */
export const notTogether = (id: string, one: string, other: string): ErrorSpec => ({ id: `${id}CannotBeSpecifiedTogether`, category: 'InvalidOperation', target: null, exception: 'System.InvalidOperationException', message: `The parameters ${one} and ${other} cannot be used together. Please specify only one parameter.` });
