import type { CommandAst } from '../../syntax/ast.ts';
import { nameTable } from '../../syntax/nameTable.ts';
import { argumentFor, textOf } from '../commands/arguments.ts';
import type { Inference } from './inference.ts';

const file = 'System.IO.FileInfo', folder = 'System.IO.DirectoryInfo', automation = 'System.Management.Automation.', certificates = 'System.Security.Cryptography.X509Certificates.', key = 'Microsoft.Win32.RegistryKey';
/** What the items of drives are, by the drive or its provider (about_Providers). */
const kinds: Readonly<Record<string, string>> = nameTable({
  filesystem: file, temp: file, env: 'System.Collections.DictionaryEntry', environment: 'System.Collections.DictionaryEntry', function: `${automation}FunctionInfo`, alias: `${automation}AliasInfo`, variable: `${automation}PSVariable`, hklm: key, hkcu: key, registry: key,
});

/** The type of the items that a command of Get-ChildItem's kind gives: of files where nothing tells the drive; undefined for a drive that nobody knows. */
export function itemKind(node: CommandAst, values: Inference): string | undefined {
  const path = argumentFor(node, 'LiteralPath') ?? argumentFor(node, 'Path', 0), written = path === undefined ? undefined : values.beginning(path);
  const [, provider, drive] = /^(?:(?:microsoft\.powershell\.\w+\\)?(\w+)::|([^\\/:]+):)/i.exec(written ?? '') ?? [], where = (provider ?? drive)?.toLowerCase();
  const isFolder = /^(?:d|container)/i.test(textOf(argumentFor(node, 'ItemType') ?? argumentFor(node, 'Type')) ?? '');
  if (where === undefined || (provider === undefined && where.length === 1)) return isFolder ? folder : file;
  if (where !== 'cert' && where !== 'certificate') return Object.hasOwn(kinds, where) ? kinds[where] === file && isFolder ? folder : kinds[where] : undefined;
  // `Cert:` holds places, those hold stores, and those certificates.
  const depth = (written ?? '').slice((written ?? '').lastIndexOf(':') + 1).split(/[\\/]/).filter((part) => part !== '').length, isOne = /^(?:get-item|gi)$/i.test(textOf(node.elements[0] as never) ?? '');
  return depth >= (isOne ? 3 : 2) || node.elements.some((one) => one.kind === 'CommandParameterAst' && /^r(?:ec\w*)?$/i.test(one.parameterName)) ? `${certificates}X509Certificate2` : depth === (isOne ? 2 : 1) ? `${certificates}X509Store` : undefined;
}
