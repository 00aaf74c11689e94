import type { ExpressionAst, StringConstantExpressionAst } from '../../syntax/ast.ts';
import { argumentFor, textOf } from '../commands/arguments.ts';
import type { CommandUse } from '../commands/commands.ts';
import { bareValue, splattedLists } from '../names/variableTexts.ts';
import { madeTexts } from './madePaths.ts';

export type AssetKind = 'Variable' | 'Credential' | 'Certificate' | 'Connection' | 'Schedule';

/** One place where an asset is read or written. */
export interface AssetUse {
  readonly kind: AssetKind;
  /** Undefined where the name is worked out at run time. */
  readonly name: string | undefined;
  readonly access: 'read' | 'write';
  /** It makes the asset where there is none; what reads, changes or removes one fails then. */
  readonly makes: boolean;
  /** The name where texts are put together to it that the text tells: `'Run' + 'Counter'`, `"Run$what"`. */
  readonly made?: string;
  /** The name's own extent; of one that a variable or a splatted table holds, where it is written. */
  readonly start: number;
  readonly end: number;
  readonly command: CommandUse;
}

/** Commands that take an asset's name (sma-rest-api.md sections 8 and 9): the activities of a job and the cmdlets of the SMA module. */
const commands: ReadonlyMap<string, readonly [AssetKind, AssetUse['access']]> = new Map(Object.entries<readonly [AssetKind, AssetUse['access']]>({
  'get-automationvariable': ['Variable', 'read'], 'set-automationvariable': ['Variable', 'write'],
  'get-automationpscredential': ['Credential', 'read'], 'get-automationcertificate': ['Certificate', 'read'],
  'get-automationconnection': ['Connection', 'read'],
  'get-smavariable': ['Variable', 'read'], 'set-smavariable': ['Variable', 'write'], 'remove-smavariable': ['Variable', 'write'],
  'get-smacredential': ['Credential', 'read'], 'set-smacredential': ['Credential', 'write'], 'remove-smacredential': ['Credential', 'write'],
  'get-smacertificate': ['Certificate', 'read'], 'set-smacertificate': ['Certificate', 'write'], 'remove-smacertificate': ['Certificate', 'write'],
  'get-smaconnection': ['Connection', 'read'], 'new-smaconnection': ['Connection', 'write'], 'set-smaconnectionfieldvalue': ['Connection', 'write'],
  'remove-smaconnection': ['Connection', 'write'],
  'get-smaschedule': ['Schedule', 'read'], 'set-smaschedule': ['Schedule', 'write'], 'remove-smaschedule': ['Schedule', 'write'],
  'start-smarunbook': ['Schedule', 'read'],
}));

/** Of those that write, the ones that need the asset to be there (sma-rest-api.md 6.1 and 8): the activity "does not create", and what removes or fills one looks for it. */
const makes = (command: string, access: AssetUse['access']): boolean => access === 'write' && !/^(?:remove-|set-automation|set-smaconnectionfield)/.test(command);

/** The parameter that takes it, where that is not the first and called Name. */
const nameParameters: ReadonlyMap<string, readonly [parameter: string, position?: number]> = new Map([['set-smaconnectionfieldvalue', ['ConnectionName', 0]], ['start-smarunbook', ['ScheduleName']]]);
const nameParameter = (command: string): readonly [parameter: string, position?: number] => nameParameters.get(command) ?? ['Name', 0];

/** The asset that a parameter of a command names, if it names one. */
export function assetParameter(commandName: string, parameter: string): { readonly kind: AssetKind; readonly access: AssetUse['access'] } | undefined {
  const key = commandName.toLowerCase().replace(/^.*\\/, ''), found = commands.get(key);
  return found !== undefined && nameParameter(key)[0].toLowerCase() === parameter.toLowerCase() ? { kind: found[0], access: found[1] } : undefined;
}

/** The words of a list of names, or the one, without parentheses around them. */
const names = (expression: ExpressionAst): readonly ExpressionAst[] => (expression.kind === 'ArrayLiteralAst' ? expression.elements : [expression]).map((one) => {
  const bare = bareValue(one);
  return bare.kind === 'StringConstantExpressionAst' ? bare : one;
});

const known = new WeakMap<readonly CommandUse[], readonly AssetUse[]>();

/** Assets that commands name, each place once: a text in a variable may be the name for several. Those of one list are looked for once. */
export function assetUses(uses: readonly CommandUse[]): readonly AssetUse[] {
  let found = known.get(uses);
  if (found === undefined) known.set(uses, (found = findAssets(uses)));
  return found;
}

function findAssets(uses: readonly CommandUse[]): AssetUse[] {
  const seen = new Set<string>(), done = new Map<string, Set<readonly StringConstantExpressionAst[]>>();
  /** Whether all texts of a variable were taken for such a use before. */
  const isDone = (use: string, held: readonly StringConstantExpressionAst[]): boolean => {
    const lists = done.get(use) ?? new Set();
    done.set(use, lists);
    return lists.size === lists.add(held).size;
  };
  const all = uses.flatMap((command) => {
    const key = command.name?.toLowerCase().replace(/^.*\\/, '') ?? '', found = commands.get(key);
    if (found === undefined) return [];
    const [kind, access] = found, isMaking = makes(key, access), [parameter, position] = nameParameter(key), splats = splattedLists(command, parameter), argument = argumentFor(command.node, parameter, position);
    const use = (name: ExpressionAst): AssetUse => ({ kind, name: textOf(name), access, makes: isMaking, start: name.start, end: name.end, command });
    /** A name that is worked out is told where the text puts it together. */
    const workedOut = (name: ExpressionAst): AssetUse[] => {
      const made = textOf(name) === undefined ? madeTexts(name, command.texts) : [];
      return made.length === 0 ? [use(name)] : made.map((one) => ({ kind, name: undefined, made: one.name, access, makes: isMaking, start: one.start, end: one.end, command }));
    };
    const given = argument === undefined || (argument.kind === 'VariableExpressionAst' && argument.splatted) ? [] : names(argument).flatMap((name) => {
      const held = /^(?:Variable|Member|Index)/.test(name.kind) ? command.texts.textsOf(name) : [];
      return held.length === 0 ? workedOut(name) : isDone(`${kind} ${access} ${isMaking}`, held) ? [] : held.map(use);
    });
    return [...given, ...splats.flatMap((held) => (isDone(`${kind} ${access} ${isMaking}`, held) ? [] : held.map(use)))];
  });
  const placeOf = ({ kind, access, start }: AssetUse): string => `${kind} ${access} ${start}`, making = new Set(all.flatMap((use) => (use.makes ? [placeOf(use)] : [])));
  return all.flatMap((use) => {
    const place = placeOf(use);
    return seen.size === seen.add(place).size ? [] : [making.has(place) && !use.makes ? { ...use, makes: true } : use];
  });
}
