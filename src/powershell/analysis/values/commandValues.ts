import type { CommandAst, ExpressionAst, ScriptBlockAst, StatementAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { argumentFor, argumentsOf, textOf } from '../commands/arguments.ts';
import { isInlineScript } from '../commands/commands.ts';
import type { Inference, Value } from './inference.ts';
import { itemKind } from './itemKinds.ts';
import { commandOutputs } from './outputs.ts';

const handsOn = /^(?:where-object|where|\?|sort-object|sort|tee-object|tee|get-unique|get-random|write-output|write|echo|unblock-file|add-member)$/;
const selects = /^(?:select-object|select)$/, loops = /^(?:foreach-object|foreach|%)$/;

/** What commands give. */
export class CommandValues {
  readonly #values: Inference;

  constructor(values: Inference) {
    this.#values = values;
  }

  /** What a command gives; `input` is one of the objects that come to it, `name` its name in lower case. */
  of(node: CommandAst, input: Value | undefined, name: string): Value | undefined {
    if (isInlineScript(node)) return this.#block(node.elements.find((one) => one.kind === 'ScriptBlockExpressionAst')?.scriptBlock);
    if (node.invocationOperator !== 'Unknown' && node.elements[0]?.kind === 'ScriptBlockExpressionAst') return this.#block(node.elements[0].scriptBlock);
    if (selects.test(name)) return this.#selected(node, input ?? this.givenInput(node));
    if (loops.test(name)) return this.#looped(node, input);
    if (handsOn.test(name)) return input ?? this.givenInput(node) ?? this.#known(node, name);
    if (name === 'new-object') return this.#made(node);
    if (name === 'convertfrom-stringdata') return this.#table(node);
    return this.#function(name) ?? this.#known(node, name);
  }

  /** What `-InputObject` gives, or with commands that write it the first argument. */
  givenInput(node: CommandAst): Value | undefined {
    const writes = /^(?:write-output|write|echo|write-host)$/i.test(textOf(node.elements[0] as ExpressionAst) ?? '');
    const given = argumentFor(node, 'InputObject', writes ? 0 : undefined), value = given && this.#values.expression(given);
    return value?.item ?? value;
  }

  #known(node: CommandAst, name: string): Value | undefined {
    const usual = commandOutputs[name.replace(/^.*\\/, '')], type = usual === 'System.IO.FileInfo' ? itemKind(node, this.#values) : usual;
    if (type === undefined) return undefined;
    if (type === 'System.IO.FileInfo' && argumentsOf(node).some(({ parameter }) => parameter !== undefined && /^(?:ad|directory)$/i.test(parameter))) return { type: 'System.IO.DirectoryInfo', command: node };
    if (name === 'get-content' && argumentsOf(node).some(({ parameter }) => parameter !== undefined && /^raw$/i.test(parameter))) return { type, command: node };
    return name === 'get-date' && argumentsOf(node).some(({ parameter }) => parameter !== undefined && /^(?:f|fo|for.*|uf.*)$/i.test(parameter)) ? { type: 'System.String', command: node } : { type, command: node };
  }

  #block(block: ScriptBlockAst | undefined): Value | undefined {
    return this.#values.statements(block?.endBlock ?? block?.processBlock);
  }

  #looped(node: CommandAst, input: Value | undefined): Value | undefined {
    const block = node.elements.find((one) => one.kind === 'ScriptBlockExpressionAst');
    if (block !== undefined) return this.#block(block.scriptBlock);
    const member = textOf(argumentFor(node, 'MemberName', 0));
    return member === undefined ? undefined : this.#values.property(input, member, false);
  }

  #selected(node: CommandAst, input: Value | undefined): Value | undefined {
    const expanded = textOf(argumentFor(node, 'ExpandProperty'));
    if (expanded !== undefined) return this.#values.property(input, expanded, false);
    const switches = new Set(['unique', 'wait', 'caseinsensitive']), [first] = argumentsOf(node, switches).filter(({ parameter }) => parameter === undefined || 'property'.startsWith(parameter.toLowerCase()));
    if (first?.value === undefined) return input;
    const items = first.value.kind === 'ArrayLiteralAst' ? first.value.elements : [first.value], keys: string[] = [], names = new Set<string>();
    for (const item of items) {
      const name = item.kind === 'HashtableAst' ? this.#calculated(item) : textOf(item);
      if (name === undefined) continue;
      if (name.includes('*')) return input;
      keys.push(name);
      if (item.kind !== 'HashtableAst') names.add(name.toLowerCase());
    }
    const own = input?.own ?? input?.chosen?.own;
    return { keys, chosen: own && { own, names } };
  }

  #calculated(table: ExpressionAst): string | undefined {
    if (table.kind !== 'HashtableAst') return undefined;
    const named = table.pairs.find(({ key }) => /^(?:n|name|l|label)$/i.test(textOf(key) ?? ''))?.value;
    const first = named?.kind === 'PipelineAst' ? named.elements[0] : named;
    return first?.kind === 'CommandExpressionAst' ? textOf(first.expression) : first?.kind === 'CommandAst' ? textOf(first.elements[0] as ExpressionAst) : undefined;
  }

  #made(node: CommandAst): Value | undefined {
    const name = textOf(argumentFor(node, 'TypeName', 0)), properties = argumentFor(node, 'Property');
    if (name === undefined) return undefined;
    if (/^(?:System\.Management\.Automation\.)?PS(?:Custom)?Object$/i.test(name)) return properties && { ...this.#values.expression(properties), type: undefined };
    const plain = name.replace(/\[.*$/, '').replace(/`\d+$/, ''), type = /[[`]/.test(name) ? `${plain}\`${name.includes(',') ? 2 : 1}` : plain;
    return this.#values.named({ form: 'simple', name: type, assembly: undefined, text: type, start: 0, end: 0 });
  }

  /** Lines of `key = value` (about_Data_Sections). */
  #table(node: CommandAst): Value {
    const text = textOf(argumentFor(node, 'StringData', 0)), keys = text?.split(/\r?\n/).flatMap((line) => /^\s*([^#=\s][^=]*?)\s*=/.exec(line)?.[1] ?? []);
    return { type: 'System.Collections.Hashtable', command: node, keys };
  }

  /** A function of the text that says what it gives (about_Functions_OutputTypeAttribute), or gives one thing alone: objects of its own making. */
  #function(name: string): Value | undefined {
    const attribute = this.#values.facts.outputs.get(name), [first] = attribute?.positionalArguments ?? [];
    if (first?.kind === 'TypeExpressionAst') return this.#values.named(first.typeName);
    const written = textOf(first);
    if (attribute === undefined) return this.#outputOf(name);
    return written === undefined ? undefined : this.#values.named({ form: 'simple', name: written, assembly: undefined, text: written, start: 0, end: 0 });
  }

  /** What a function gives that neither says it nor gives several things; only what its own text writes down: objects, and values of its classes. */
  #outputOf(name: string): Value | undefined {
    const block = this.#values.facts.functions.get(name)?.body.endBlock, last = block?.statements.at(-1);
    if (block === undefined || last === undefined) return undefined;
    const returns: StatementAst[] = [];
    walk(block, (node) => {
      if (node.kind === 'ReturnStatementAst' && node.pipeline !== undefined && node !== last) returns.push(node.pipeline);
      return node.kind !== 'FunctionDefinitionAst' && node.kind !== 'ScriptBlockExpressionAst';
    });
    // An object that another return gives may be of another kind.
    const value = returns.length > 0 ? undefined : this.#values.statements(block), item = value?.item ?? value;
    return item?.own !== undefined || (item?.keys !== undefined && item.keys.length > 0) ? value : undefined;
  }
}
