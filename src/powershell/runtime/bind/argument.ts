/** One argument on its way to a parameter. */
import { PSObject } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';

export interface Argument {
  /** As written, without the dash; undefined for a positional one. */
  readonly name: string | undefined;
  readonly folded: string;
  readonly value: Value;
  /** False for `-Name` alone: a switch, or the next argument is its value. */
  readonly hasValue: boolean;
  readonly splatted?: boolean;
  /** A name and its value out of a list that is splatted, as `$args` keeps `-Name:value`: a switch takes no value there. */
  readonly listed?: boolean;
  /** Which of the command's elements it is written in: the place of its errors. */
  readonly element?: number;
  /** How it is written, where a program of the system would tell a difference. */
  readonly written?: Written | undefined;
}
/** What programs are told apart from the values: quotes, the text of a list, a space behind `-Name:`. */
export interface Written { readonly quoted?: boolean; readonly list?: string; readonly spaced?: boolean }
const MARK = '<CommandParameterName>';
/** A parameter name inside `$args`: text for scripts, but still a name where it is splatted on. */
export const argumentName = (name: string): PSObject => new PSObject(`-${name}`).set(MARK, name);
export const isArgumentName = (v: Value): v is PSObject => v instanceof PSObject && v.has(MARK);
export const nameOf = (v: PSObject): string => { const name = v.get(MARK); return typeof name === 'string' ? name.replace(/:$/, '') : ''; };
