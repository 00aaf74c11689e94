/** Places of a text where neither a command nor its words are written: types, attributes, keys, members, help. */
import type { Ast, ExpressionAst, HashtableAst, InvokeMemberExpressionAst } from '../../syntax/ast.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import { argumentsOf } from '../commands/arguments.ts';
import { commandsIn, type CommandUse } from '../commands/commands.ts';
import { nodesAt } from '../nodesAt.ts';
import { bareValue } from '../names/variableTexts.ts';
import { labelsAround } from '../names/labels.ts';
import { isOpenText, quoteOf } from '../names/quoted.ts';
import { dashPlace, type DashPlace } from './operatorPlace.ts';
import { requiresPlace, type RequiresPlace } from './requiresPlace.ts';

interface Place { readonly start: number; readonly end: number }

/** What is written at such a place. `start` to `end` is what a completion replaces. */
export type SpecialPlace =
  /** `.SYNOPSIS` in a help comment; with `parameter` the name behind `.PARAMETER`. */
  | (Place & { readonly kind: 'help'; readonly parameter: boolean; readonly comment: Place })
  | RequiresPlace | DashPlace
  /** Behind `break` or `continue`: a label (about_Break). */
  | (Place & { readonly kind: 'label'; readonly names: readonly string[] })
  /** Behind `using namespace` (about_Using). */
  | (Place & { readonly kind: 'namespace' })
  /** Behind `using module`. */
  | (Place & { readonly kind: 'module' })
  /** A rule in a comment that silences the linter. */
  | (Place & { readonly kind: 'silence' })
  /** A type in brackets or as an argument; in a parameter list attributes fit too. */
  | (Place & { readonly kind: 'type'; readonly attributes: boolean })
  | (Place & { readonly kind: 'attributeArgument'; readonly attribute: string; readonly given: ReadonlySet<string> })
  /** A key of a hashtable; without an owner nobody knows what it is for. */
  | (Place & { readonly kind: 'key'; readonly owner: KeyOwner | undefined; readonly given: ReadonlySet<string> })
  /** Behind the dot, or the colons, of an expression. */
  | (Place & { readonly kind: 'member'; readonly owner: ExpressionAst; readonly isStatic: boolean })
  /** `$table['`. */
  | (Place & { readonly kind: 'index'; readonly owner: ExpressionAst })
  /** A text as the value of a key. */
  | (Place & { readonly kind: 'keyValue'; readonly owner: KeyOwner; readonly key: string })
  /** A text that is compared with a variable, or set to it; `type` where it is made one first: `switch ([Level]$x) { `. */
  | (Place & { readonly kind: 'choice'; readonly value: Ast; readonly type?: string | undefined })
  /** A text that is made a value of a type: `[Level] '`, `.Where({ }, '`. */
  | (Place & { readonly kind: 'castText'; readonly type: string })
  /** A text that names a parameter set, of those that the parameters beside it name. */
  | (Place & { readonly kind: 'setName'; readonly names: readonly string[] })
  /** `[Parameter(Mandatory = `. */
  | (Place & { readonly kind: 'truth'; readonly attribute: string; readonly argument: string })
  /** Behind `using`: what is used (about_Using). */
  | (Place & { readonly kind: 'usingWord' })
  /** `$ErrorActionPreference = `. */
  | (Place & { readonly kind: 'preference'; readonly variable: string });

/** What a hashtable is for: an argument of a command, or splatted to one. */
export type KeyOwner = { readonly form: 'argument'; readonly command: CommandUse; readonly parameter: string | undefined } | { readonly form: 'splatted'; readonly command: CommandUse };

const word = /[\w.]*$/;

function helpPlace({ text, comments }: ParseResult, offset: number): SpecialPlace | undefined {
  for (let i = 0; i < comments.length; i += 2) {
    const start = comments[i]!, end = comments[i + 1]!;
    if (offset <= start || offset > end || (offset === end && text.startsWith('<#', start))) continue;
    const line = text.slice(Math.max(start, text.lastIndexOf('\n', offset - 1) + 1), offset), comment = { start, end };
    const before = text.slice(start, offset), rest = (pattern: RegExp): number => offset + pattern.exec(text.slice(offset, offset + 60))![0].length;
    const requires = requiresPlace(text, start, end, offset);
    if (requires !== undefined) return requires;
    const [, rule] = /^<?#[ \t]*sma-lint-disable(?:-next-line|-line)?[ \t]+(?:[\w-]+[ \t,]+)*([\w-]*)$/i.exec(before) ?? [];
    if (rule !== undefined && !/[ \t]--(?:[ \t]|$)/.test(before)) return { kind: 'silence', start: offset - rule.length, end: rest(/^[\w-]*/) };
    const parameter = /^[\s#<]*\.parameter[ \t]+(\w*)$/i.exec(line), keyword = /^[\s#<]*(\.\w*)$/.exec(line);
    const [, written] = parameter ?? keyword ?? [];
    if (written === undefined) return undefined;
    return { kind: 'help', start: offset - written.length, end: offset + /^\w*/.exec(text.slice(offset, offset + 60))![0].length, parameter: parameter !== null, comment };
  }
  return undefined;
}

/** What holds statements: inside it no key is written. */
const blocks: ReadonlySet<Ast['kind']> = new Set<Ast['kind']>(['ScriptBlockExpressionAst', 'StatementBlockAst', 'SubExpressionAst', 'ArrayExpressionAst', 'ParenExpressionAst']);

/** The key that is being written in a hashtable: behind its bracket, a separator or a line's end. */
function keyPlace(result: ParseResult, path: readonly Ast[], offset: number): SpecialPlace | undefined {
  const { text } = result, table = path.findLast((node): node is HashtableAst => node.kind === 'HashtableAst' && node.start + 1 < offset);
  if (table === undefined || path.slice(path.indexOf(table) + 1).some(({ kind }) => blocks.has(kind))) return undefined;
  const before = text.slice(table.start + 2, offset), [written] = /['"]?[\w-]*$/.exec(before)!;
  if (!/(^|;|(?<![ \t]`\r?)[\n\r])[ \t]*$/.test(before.slice(0, before.length - written.length))) return undefined;
  const start = offset - written.length, owner = keyOwner(path, table);
  const given = new Set(table.pairs.flatMap(({ key }) => (key.kind === 'StringConstantExpressionAst' && key.start !== start ? [key.value.toLowerCase()] : [])));
  return { kind: 'key', start, end: offset + /^[\w-]*['"]?/.exec(text.slice(offset, offset + 80))![0].length, owner, given };
}

function keyOwner(path: readonly Ast[], table: HashtableAst): KeyOwner | undefined {
  const commands = commandsIn(path[0]!);
  const outer = path.slice(0, path.indexOf(table)).reverse();
  for (const node of outer) {
    if (node.kind === 'CommandAst') {
      const command = commands.find((use) => use.node === node);
      const argument = argumentsOf(node).find(({ value }) => value !== undefined && value.start <= table.start && table.end <= value.end);
      return command && { form: 'argument', command, parameter: argument?.parameter };
    }
    if (node.kind === 'AssignmentStatementAst' && node.left.kind === 'VariableExpressionAst') {
      const variable = node.left.variablePath.toLowerCase();
      // The use that follows is meant: many tables are called $params.
      const every = commands.filter((use) => use.node.elements.some((element) => element.kind === 'VariableExpressionAst' && element.variablePath.toLowerCase() === variable));
      const following = every.filter((use) => use.node.start >= table.end), uses = following.length > 0 ? following : every;
      const splatted = uses.find((use) => use.node.elements.some((element) => element.kind === 'VariableExpressionAst' && element.splatted && element.variablePath.toLowerCase() === variable));
      if (splatted !== undefined) return { form: 'splatted', command: splatted };
      const [passed] = uses, argument = passed && argumentsOf(passed.node).find(({ value }) => value?.kind === 'VariableExpressionAst' && value.variablePath.toLowerCase() === variable);
      return passed && argument && { form: 'argument', command: passed, parameter: argument.parameter };
    }
    if (node.kind === 'HashtableAst') {
      // `@{ Name = 'Child'; Parameters = @{ } }`, splatted: what the inner table is for, the outer one's key says.
      const key = node.pairs.find(({ value }) => value.start <= table.start && table.end <= value.end)?.key, owner = keyOwner(path, node);
      return owner?.form === 'splatted' && key?.kind === 'StringConstantExpressionAst' ? { form: 'argument', command: owner.command, parameter: key.value } : undefined;
    }
    if (node.kind !== 'ArrayLiteralAst' && node.kind !== 'ArrayExpressionAst' && node.kind !== 'StatementBlockAst' && node.kind !== 'PipelineAst' && node.kind !== 'CommandExpressionAst' && node.kind !== 'ParenExpressionAst') return undefined;
  }
  return undefined;
}

const expressions: ReadonlySet<Ast['kind']> = new Set<Ast['kind']>([
  'VariableExpressionAst', 'MemberExpressionAst', 'InvokeMemberExpressionAst', 'IndexExpressionAst', 'ParenExpressionAst', 'SubExpressionAst', 'ArrayExpressionAst', 'TypeExpressionAst', 'StringConstantExpressionAst',
  'ExpandableStringExpressionAst', 'HashtableAst', 'UsingExpressionAst', 'ConvertExpressionAst',
]);

/** The expression whose member is being written. Words and numbers have none: `a.b`, `1.5`. */
function memberPlace({ text, ast }: ParseResult, offset: number): SpecialPlace | undefined {
  const [, marks, member] = /(\?\.|\.|::)(\w*)$/.exec(text.slice(Math.max(0, offset - 200), offset)) ?? [];
  if (marks === undefined || member === undefined) return undefined;
  const at = offset - member.length - marks.length, path = nodesAt(ast, Math.max(0, at - 1));
  const owner = path.find((node): node is ExpressionAst => node.end === at && expressions.has(node.kind) && !(node.kind === 'StringConstantExpressionAst' && node.stringConstantType === 'BareWord'));
  if (owner === undefined) return undefined;
  // In a text a variable ends before its dot: what follows is letters.
  if (path[path.indexOf(owner) - 1]?.kind === 'ExpandableStringExpressionAst') return undefined;
  return { kind: 'member', start: offset - member.length, end: offset + /^\w*/.exec(text.slice(offset, offset + 80))![0].length, owner, isStatic: marks === '::' };
}

/** The parameter sets that the list of parameters around a place names, as they are first written. */
function setNames(path: readonly Ast[], except: number): readonly string[] {
  const around = path.findLast(({ kind }) => kind === 'ParamBlockAst' || kind === 'FunctionDefinitionAst' || kind === 'ScriptBlockAst');
  const list = around?.kind === 'ScriptBlockAst' ? around.paramBlock : around?.kind === 'FunctionDefinitionAst' ? around.body.paramBlock ?? around : around, found = new Map<string, string>();
  for (const attribute of list?.kind === 'ParamBlockAst' ? [...list.attributes, ...list.parameters.flatMap(({ attributes }) => attributes)] : list?.kind === 'FunctionDefinitionAst' ? (list.parameters ?? []).flatMap(({ attributes }) => attributes) : []) {
    for (const { argumentName, argument } of attribute.kind === 'AttributeAst' ? attribute.namedArguments : []) {
      if (argument.start !== except && argument.kind === 'StringConstantExpressionAst' && argument.value !== '' && /^(?:Default)?ParameterSetName$/i.test(argumentName) && !found.has(argument.value.toLowerCase())) found.set(argument.value.toLowerCase(), argument.value);
    }
  }
  return [...found.values()];
}

/** What a `switch` looks at, also an unfinished one. */
function switchedAt(node: Ast | undefined, text: string): Ast | undefined {
  if (node?.kind === 'SwitchStatementAst') return node.condition;
  return node?.kind === 'ErrorStatementAst' && /^switch\b/i.test(text.slice(node.start, node.start + 8)) ? node.children[0] : undefined;
}

/** The type that a value is made first. */
function castOf(node: Ast | undefined): string | undefined {
  switch (node?.kind) {
    case 'PipelineAst': return node.elements.length === 1 ? castOf(node.elements[0]) : undefined;
    case 'CommandExpressionAst': return castOf(node.expression);
    case 'ParenExpressionAst': return castOf(node.pipeline);
    case 'ConvertExpressionAst': return node.type.typeName.form === 'simple' ? node.type.typeName.name : undefined;
    default: return undefined;
  }
}

/** What a text in quotes is the key of, or may be the value of. */
function quotedPlace({ text }: ParseResult, path: readonly Ast[], offset: number): SpecialPlace | undefined {
  const node = path.at(-1), parent = path.at(-2), outer = parent?.kind === 'CommandExpressionAst' ? path.at(-3) : parent;
  if (node?.kind !== 'StringConstantExpressionAst' || node.stringConstantType.endsWith('HereString') || offset <= node.start || offset > node.end || (offset === node.end && node.end - node.start > 1 && quoteOf(text.charAt(node.end - 1)) !== '') || /[\r\n]/.test(text.slice(node.start, node.end))) return undefined;
  // A text that is not closed yet takes in the rest of its line.
  const isOpen = isOpenText(text.slice(node.start, node.end)), place = { start: node.start, end: isOpen ? offset + /^[\w.-]*/.exec(text.slice(offset, node.end))![0].length : node.end };
  if (parent?.kind === 'InvokeMemberExpressionAst' && parent.arguments[0] === node && parent.member.kind === 'StringConstantExpressionAst' && /^(?:ContainsKey|Contains|Remove|Item|get_Item|TryGetValue)$/i.test(parent.member.value)) return { ...place, kind: 'index', owner: parent.expression };
  if (isWhere(parent) && parent.arguments[1] === node) return { ...place, kind: 'castText', type: WHERE_MODE };
  if (parent?.kind === 'IndexExpressionAst') return parent.index === node ? { ...place, kind: 'index', owner: parent.target } : undefined;
  const table = path.findLast((one) => one.kind === 'HashtableAst'), pair = table?.kind === 'HashtableAst' ? table.pairs.find(({ value }) => value.start === node.start && value.end === node.end) : undefined;
  if (table?.kind === 'HashtableAst' && pair?.key.kind === 'StringConstantExpressionAst') {
    const owner = keyOwner(path, table);
    return owner && { ...place, kind: 'keyValue', owner, key: pair.key.value };
  }
  if (parent?.kind === 'NamedAttributeArgumentAst' && /^(?:Default)?ParameterSetName$/i.test(parent.argumentName)) return { ...place, kind: 'setName', names: setNames(path, node.start) };
  const switched = switchedAt(parent, text), other = switched !== undefined ? switched : parent?.kind === 'BinaryExpressionAst' && /^[IC](?:eq|ne)$/.test(parent.operator) ? (parent.left === node ? parent.right : parent.left)
    : parent?.kind === 'ParameterAst' ? parent.name : outer?.kind === 'AssignmentStatementAst' ? outer.left : undefined;
  if (parent?.kind === 'ConvertExpressionAst' && parent.type.typeName.form === 'simple') return { ...place, kind: 'castText', type: parent.type.typeName.name };
  const value = withoutCasts(other && bareValue(other));
  return value !== undefined && (value.kind === 'VariableExpressionAst' || switched !== undefined) ? { ...place, kind: 'choice', value, type: castOf(other) } : undefined;
}

function withoutCasts(node: Ast | undefined): Ast | undefined {
  let value = node;
  while (value?.kind === 'ConvertExpressionAst' || value?.kind === 'AttributedExpressionAst' || value?.kind === 'UsingExpressionAst') value = value.kind === 'UsingExpressionAst' ? value.subExpression : value.child;
  return value;
}

/** Where the clause of a `switch` begins: with what it looks at. */
function clausePlace({ text, ast }: ParseResult, around: readonly Ast[], offset: number): SpecialPlace | undefined {
  const [word] = /\w*$/.exec(text.slice(Math.max(0, offset - 100), offset))!, start = offset - word.length, [opening = ''] = /\{\s+$/.exec(text.slice(Math.max(0, start - 200), start)) ?? [];
  // A switch that has no clause yet ends at its brace, wherever its first one is begun.
  const path = opening === '' || switchedAt(around.at(-1), text) !== undefined ? around : nodesAt(ast, start - opening.length), inner = path.at(-1), node = inner?.kind === 'StringConstantExpressionAst' ? path.at(-2) : inner;
  const switched = switchedAt(node, text), value = switched && bareValue(switched);
  if (node === undefined || value === undefined || !text.slice(value.end, start).includes('{') || !/[{};\r\n][ \t]*$/.test(text.slice(Math.max(0, start - 200), start))) return undefined;
  // Behind its own end it is over.
  if (node.end <= start && text.charAt(node.end - 1) === '}' && node.kind === 'SwitchStatementAst') return undefined;
  const looked = withoutCasts(value)?.kind === 'VariableExpressionAst' ? withoutCasts(value) : value;
  return looked && { kind: 'choice', start, end: offset + /^\w*/.exec(text.slice(offset, offset + 80))![0].length, value: looked, type: castOf(switched) };
}

/** How the operator `.Where()` chooses (about_Arrays, Where()). */
const WHERE_MODE = 'System.Management.Automation.WhereOperatorSelectionMode';
const isWhere = (node: Ast | undefined): node is InvokeMemberExpressionAst => node?.kind === 'InvokeMemberExpressionAst' && !node.isStatic && node.member.kind === 'StringConstantExpressionAst' && /^where$/i.test(node.member.value);

/** Behind the block of `.Where({ }, `: how it chooses. */
function modePlace({ text, ast }: ParseResult, offset: number): SpecialPlace | undefined {
  const [between, word = ''] = /\}[ \t]*,[ \t]*(\w*)$/.exec(text.slice(Math.max(0, offset - 100), offset)) ?? [];
  const end = between === undefined ? -1 : offset - between.length + 1, call = between === undefined ? undefined : nodesAt(ast, end - 1).findLast(isWhere);
  return call?.arguments[0]?.kind === 'ScriptBlockExpressionAst' && call.arguments[0].end === end ? { kind: 'castText', start: offset - word.length, end: offset + /^\w*/.exec(text.slice(offset, offset + 80))![0].length, type: WHERE_MODE } : undefined;
}

/** Where the value of a variable begins, or what it is compared with: `$level = `, `$level -eq `. */
function valuePlace({ text, ast }: ParseResult, path: readonly Ast[], offset: number): SpecialPlace | undefined {
  const [whole, between, written] = /([ \t]*=|[ \t]+-[ic]?(?:eq|ne))[ \t]*(\w*)$/i.exec(text.slice(Math.max(0, offset - 100), offset)) ?? [];
  if (whole === undefined || between === undefined || written === undefined || (written !== '' && !between.endsWith('='))) return undefined;
  const at = offset - whole.length, variable = nodesAt(ast, Math.max(0, at - 1)).find((node) => node.kind === 'VariableExpressionAst' && node.end === at);
  return variable?.kind === 'VariableExpressionAst' && !path.some(({ kind }) => kind === 'ExpandableStringExpressionAst') ? { kind: 'choice', start: offset - written.length, end: offset, value: variable } : undefined;
}

/** A variable at the end of what is written, its mark not escaped. */
const variableInText = /(?<!`)(?:``)*\$\{?[\w:?]*$/;

/** Says whether a place is one of these. Works in broken texts. */
export function specialPlace(result: ParseResult, offset: number): SpecialPlace | undefined {
  const help = helpPlace(result, offset);
  if (help !== undefined) return help;
  const { text, ast, comments } = result;
  if (comments.some((start, index) => index % 2 === 0 && start < offset && offset <= comments[index + 1]! && !(offset === comments[index + 1] && text.startsWith('<#', start)))) return undefined;
  const path = nodesAt(ast, Math.max(0, offset - 1)), inner = path.at(-1), before = text.slice(Math.max(0, offset - 400), offset);
  const isText = inner?.kind === 'StringConstantExpressionAst' && inner.stringConstantType !== 'BareWord';
  const key = keyPlace(result, path, offset);
  if (key !== undefined) return key;
  const [module] = /(?<=(?:^|[\r\n;])[ \t]*using[ \t]+module[ \t]+)['"]?[\w.-]*$/i.exec(before) ?? [];
  if (module !== undefined && (!isText || inner.start === offset - module.length)) return { kind: 'module', start: offset - module.length, end: offset + /^[\w.-]*['"]?/.exec(text.slice(offset, offset + 80))![0].length };
  const inText = path.findLastIndex(({ kind }) => kind === 'ExpandableStringExpressionAst');
  if (isText || (inText >= 0 && !path.slice(inText).some(({ kind }) => kind === 'SubExpressionAst'))) {
    // Whatever the text is for, a variable in it is a variable.
    if (variableInText.test(before) && !(isText && inner.stringConstantType.startsWith('SingleQuoted'))) return undefined;
    // Behind a text's own end a member may follow.
    const member = memberPlace(result, offset);
    if (member !== undefined) return member;
    const preference = /\$(\w+preference)\s*=\s*(['"]\w*)$/i.exec(before);
    if (preference === null) return quotedPlace(result, path, offset);
    return { kind: 'preference', variable: preference[1]!, start: offset - preference[2]!.length, end: offset + /^\w*['"]?/.exec(text.slice(offset, offset + 60))![0].length };
  }
  const [, label] = /(?:^|[\s;{(])(?:break|continue)[ \t]+(\w*)$/i.exec(before) ?? [], names = label === undefined ? [] : labelsAround(result, Math.max(0, offset - 1));
  if (label !== undefined && names.length > 0) return { kind: 'label', names, start: offset - label.length, end: offset + /^\w*/.exec(text.slice(offset, offset + 80))![0].length };
  // What stands before `param` lies outside its extent.
  const [, named] = /\[CmdletBinding[ \t]*\([^()[\]]*\bDefaultParameterSetName[ \t]*=[ \t]*(['"][^'"\r\n]*)$/i.exec(before) ?? [];
  if (named !== undefined) return { kind: 'setName', start: offset - named.length, end: offset + /^[^'"\r\n)]*['"]?/.exec(text.slice(offset, offset + 200))![0].length, names: setNames(path, offset - named.length) };
  const [, attribute, inside] = /\[(\w+)[ \t]*\(([^()[\]]*)$/.exec(before) ?? [];
  if (attribute !== undefined && inside !== undefined) {
    const [written] = /\w*$/.exec(inside)!;
    const [, argument] = /(?:^|,)\s*(\w+)\s*=\s*$/.exec(inside.slice(0, inside.length - written.length).replace(/\$$/, '')) ?? [];
    if (argument !== undefined) return { kind: 'truth', start: offset - written.length - (inside.at(-written.length - 1) === '$' ? 1 : 0), end: offset + /^\w*/.exec(text.slice(offset, offset + 60))![0].length, attribute, argument };
    if (!/(^|,)\s*$/.test(inside.slice(0, inside.length - written.length))) return undefined;
    const rest = /^[^\])]*/.exec(text.slice(offset, offset + 400))![0];
    return { kind: 'attributeArgument', start: offset - written.length, end: offset + /^\w*/.exec(rest)![0].length, attribute, given: new Set([...`${inside.slice(0, inside.length - written.length)}${rest.replace(/^\w*/, '')}`.matchAll(/([A-Za-z]\w*)\s*(?==|,|$)/g)].map(([, name]) => name!.toLowerCase())) };
  }
  const [using] = /(?<=(?:^|[\r\n;])[ \t]*using[ \t]+namespace[ \t]+)[\w.]*$/i.exec(before) ?? [];
  if (using !== undefined) return { kind: 'namespace', start: offset - using.length, end: offset + /^[\w.]*/.exec(text.slice(offset, offset + 80))![0].length };
  const [, used] = /(?:^|[\r\n;])[ \t]*using[ \t]+(\w*)$/i.exec(before) ?? [], end = offset + /^[\w.]*/.exec(text.slice(offset, offset + 80))![0].length;
  if (used !== undefined) return { kind: 'usingWord', start: offset - used.length, end };
  const [, preferred, value] = /\$(\w+preference)[ \t]*=[ \t]*(\w*)$/i.exec(before) ?? [];
  if (preferred !== undefined && value !== undefined) return { kind: 'preference', variable: preferred, start: offset - value.length, end };
  const [name] = word.exec(before)!, opening = before.slice(0, before.length - name.length);
  // `$a[` and `foo[` are an index and a pattern.
  const isList = path.some(({ kind }) => kind === 'ParamBlockAst' || kind === 'ParameterAst') || /(^|[\n;{(,])\s*(\[[^[\]]*\]\s*)*\[$/.test(opening);
  if (/(^|[^\w\])$'"}])\[$/.test(opening) || /(^|[\n;{(,=])\s*(\[[^[\]]*\]\s*)+\[$/.test(opening) || /-(is|isnot|as)\s+\[$/i.test(opening) || /(^|[^\w\])$'"}])\[[\w.]+\[(?:[\w.]+(?:\[\])*,\s*)*$/.test(opening)) {
    return { kind: 'type', start: offset - name.length, end, attributes: isList };
  }
  if (/\bnew-object\s+(-typename\s+)?$/i.test(opening)) return { kind: 'type', start: offset - name.length, end, attributes: false };
  // What a class comes from, or an enum counts in.
  if (/(?:^|[\s;}])(?:class|enum)[ \t]+\w+[ \t]*:[ \t]*(?:[\w.[\]]+[ \t]*,[ \t]*)*$/i.test(opening)) return { kind: 'type', start: offset - name.length, end, attributes: false };
  return memberPlace(result, offset) ?? dashPlace(result, offset) ?? modePlace(result, offset) ?? valuePlace(result, path, offset) ?? clausePlace(result, path, offset);
}
