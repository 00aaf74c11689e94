/** Aliases that a text takes away or gives another meaning (about_Aliases, about_Alias_Provider): nobody knows what PowerShell's own would mean there. */
import { argumentFor, textOf, variableParts } from '../../powershell/index.ts';
import { commandKey, type NodeOf, type Site, type Sites } from './sites.ts';

/** A path of the drive of aliases: the name may have wildcards. */
const path = /^(?:[\w.]+\\)?alias::?[\\/]?(\S*)$/i;

const pattern = (name: string): RegExp => new RegExp(`^${name.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');

/** Tells of a name whether the text makes, changes or removes an alias of it anywhere; where it does not say of which, of every name. */
export function changedAliases(sites: Sites, commands: readonly Site<NodeOf<'CommandAst'>>[]): (name: string) => boolean {
  const names = new Set<string>(), patterns: RegExp[] = [];
  const add = (name: string | undefined): void => {
    if (name === undefined || name === '') patterns.push(/(?:)/);
    else if (/[*?[]/.test(name)) patterns.push(pattern(name), new RegExp(`^${name.replaceAll(/[^\w]/g, '\\$&')}$`, 'i'));
    else names.add(name.toLowerCase());
  };
  for (const { node } of commands) {
    const key = commandKey({ node });
    if (/^(?:(?:set|new)-alias|sal|nal)$/.test(key)) add(textOf(argumentFor(node, 'Name', 0)));
    else if (key === 'remove-alias') for (const name of listed(argumentFor(node, 'Name', 0))) add(name);
    else if (/^(?:import-alias|ipal)$/.test(key)) add(undefined);
  }
  for (const { node } of sites.of('AttributeAst')) if (/^(?:system\.management\.automation\.)?alias(?:attribute)?$/i.test(node.typeName.text)) for (const argument of node.positionalArguments) add(textOf(argument));
  for (const { node } of [...sites.of('StringConstantExpressionAst'), ...sites.of('ExpandableStringExpressionAst')]) {
    const found = path.exec(node.value);
    if (found !== null) add(node.kind === 'ExpandableStringExpressionAst' ? undefined : found[1]);
  }
  for (const { node } of sites.of('VariableExpressionAst')) {
    const { drive, name } = variableParts(node.variablePath);
    if (drive === 'alias') add(name);
  }
  return (name) => names.has(name.toLowerCase()) || patterns.some((each) => each.test(name));
}

/** The texts of a value or of a list; undefined for what is worked out. */
function listed(value: ReturnType<typeof argumentFor>): (string | undefined)[] {
  return value?.kind === 'ArrayLiteralAst' ? value.elements.map(textOf) : [textOf(value)];
}
