/**
 * What holds items: files, variables, environment variables, functions, aliases. The item cmdlets know only this
 * interface; a path inside a provider is absolute (files) or a bare name (all others, whose root is the empty text).
 */
import { SpecError } from '../../../runtime/errors/specError.ts';
import type { CmdletContext, ErrorSpec } from '../../../runtime/run/pipeline/cmdletContext.ts';
import type { Value } from '../../../runtime/values/value.ts';

/** An item cannot be reached or changed; the cmdlet that asked writes it as a non-terminating error. */
export class ItemError extends SpecError {
  readonly code: string = 'ItemError';
}
/** One that a provider throws instead of writing it: it ends the command. */
export class ThrownItemError extends ItemError {
  override readonly code: string = 'ThrownItemError';
}

/** A child of a container; the object is made when somebody wants it. */
export interface Child {
  readonly path: string;
  readonly name: string;
  readonly isContainer: boolean;
  readonly isHidden: boolean;
  /** Where a link leads; undefined for what is none. */
  readonly leadsTo?: string | undefined;
  readonly object: () => Value;
}
export interface NewItemRequest { readonly type: string; readonly value: Value; readonly force: boolean }
export interface WriteOptions { readonly append: boolean; readonly encoding: string | undefined; readonly noNewline: boolean; readonly asBytes: boolean; readonly force: boolean }

/** Tells an error of a part, after which the other parts go on. */
export type Report = (error: unknown) => void;
/** What copying leaves out and tells. */
export interface Copying {
  readonly recurse: boolean;
  readonly force: boolean;
  readonly report: Report;
  /** Whether a file of that name inside a folder is copied. */
  readonly takes: (name: string) => boolean;
  /** Something was copied to a path. */
  readonly made: (path: string) => void;
}
/** Everything throws ItemError (or the file port's FilePortError) where it cannot. */
export interface ItemProvider {
  readonly name: string;
  /** Files have folders; the others are one level. */
  readonly isHierarchical: boolean;
  exists(ctx: CmdletContext, path: string): boolean;
  isContainer(ctx: CmdletContext, path: string): boolean;
  /** The object of an item that exists. */
  item(ctx: CmdletContext, path: string): Value;
  /** The children of a container, containers first, each kind in the order of names. */
  children(ctx: CmdletContext, path: string): readonly Child[];
  create(ctx: CmdletContext, path: string, request: NewItemRequest): Value;
  set(ctx: CmdletContext, path: string, value: Value, force: boolean, options?: string): Value;
  remove(ctx: CmdletContext, path: string, recurse: boolean, force: boolean): void;
  rename(ctx: CmdletContext, path: string, name: string, force: boolean): string;
  /** Copies or moves to a path that is exact (the cmdlet has decided on the name). */
  copy(ctx: CmdletContext, from: string, to: string, how: Copying): void;
  move(ctx: CmdletContext, from: string, to: string, force: boolean, report: Report): void;
  /** The content: the bytes of a file, the values of everything else. */
  read(ctx: CmdletContext, path: string): Uint8Array | readonly Value[];
  write(ctx: CmdletContext, path: string, values: readonly Value[], options: WriteOptions): void;
  clear(ctx: CmdletContext, path: string): void;
}

/** The error of a path with nothing there. */
export const pathNotFound = (path: string): ItemError => new ItemError({
  id: 'PathNotFound', category: 'ObjectNotFound', target: path, exception: 'System.Management.Automation.ItemNotFoundException',
  message: `Cannot find path '${path}' because it does not exist.`,
});
/** An item of that name is there already (SessionStateProviderBase). */
export const alreadyThere = (path: string): ItemError => new ItemError({ id: 'Argument', category: 'InvalidArgument', target: null, exception: 'System.Management.Automation.PSArgumentException', message: `The item at path '${path}' already exists.` });
/** The error of something a provider cannot do. */
export const notSupported = (provider: string, what: string): ItemError => new ItemError({
  id: 'NotSupported', category: 'NotImplemented', target: null, exception: 'System.Management.Automation.PSNotSupportedException',
  message: `The ${provider} provider does not support ${what}.`,
});
/** What is said of a provider that is not there. */
export const noProvider = (name: string): ErrorSpec => ({ id: 'ProviderNotFound', category: 'ObjectNotFound', target: name, exception: 'System.Management.Automation.ProviderNotFoundException', message: `Cannot find a provider with the name '${name}'.` });
