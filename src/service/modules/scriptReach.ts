/**
 * What the script of a module defines when it is imported, told from its text without running it: its own functions and those of the scripts that it
 * dot-sources, by whatever path its variables, loops and pipelines give (about_Scripts, about_Modules), and what it hands to Export-ModuleMember.
 */
import { argumentsOf, childrenOf, commandNameOf, variableParts, type ParseResult } from '../../powershell/index.ts';
import { baseNameOf, BASE, both, few, folderOf, inModule, leafOf, list, propertyOf, type Listing, type Texts } from './pathTexts.ts';
import type { ModuleSources } from './moduleSources.ts';

type Ast = Parameters<typeof childrenOf>[0];
type Of<K extends Ast['kind']> = Extract<Ast, { readonly kind: K }>;
type Arguments = ReturnType<typeof argumentsOf>;
export interface FoundFunction { readonly result: ParseResult; readonly node: Of<'FunctionDefinitionAst'> }

/** Parameters without a value of the commands that are followed. */
const SWITCHES: ReadonlySet<string> = new Set(['recurse', 'r', 's', 'file', 'directory', 'ad', 'af', 'force', 'hidden', 'parent', 'leaf', 'leafbase', 'resolve', 'raw', 'unique', 'descending', 'passthru', 'global', 'verbose']);

export class ScriptReach {
  /** In their order, with those of the scripts that are dot-sourced. */
  readonly functions: FoundFunction[] = [];
  /** Names and patterns; undefined where everything is exported. */
  exports: readonly string[] | undefined;
  readonly #sources: ModuleSources;
  readonly #files: readonly string[];
  readonly #variables = new Map<string, Texts>();
  readonly #tables = new Map<string, Of<'HashtableAst'>>();
  /** Variables that hold lists that are written out. */
  readonly #lists = new Set<string>();
  readonly #read = new Set<string>();
  #script: { readonly path: string; readonly result: ParseResult } | undefined;
  /** Where the script has gone to; relative paths are not the module's before. */
  #place: Texts;
  /** In a statement that may be left out: what a variable was before, it may still be. */
  #branches = 0;

  constructor(sources: ModuleSources) {
    this.#sources = sources;
    this.#files = sources.paths;
  }

  /** Takes in a script, and gives all functions so far. One that has an error is left out. */
  run(path: string): readonly FoundFunction[] {
    const result = this.#read.has(path) ? undefined : this.#sources.parseLenient(path), outer = this.#script;
    this.#read.add(path);
    if (result === undefined) return this.functions;
    this.#script = { path, result };
    this.#visit(result.ast, undefined);
    this.#script = outer;
    return this.functions;
  }

  #load(texts: Texts): void {
    for (const text of texts ?? []) {
      const path = inModule(this.#absolute(text)), file = path === undefined ? undefined : this.#sources.find(path);
      if (file !== undefined && /\.psm?1$/i.test(file)) this.run(file);
    }
  }

  #absolute = (text: string): string => (/^[^\\/]*:|^[\\/]/.test(text) || this.#place?.[0] === undefined ? text : `${this.#place[0]}/${text}`);

  /** Statements, in their order; gives what they write. */
  #visit(node: Ast, input: Texts): Texts {
    if (!this.#sources.spend(1)) return undefined;
    switch (node.kind) {
      case 'FunctionDefinitionAst':
        if (this.#script !== undefined) this.functions.push({ result: this.#script.result, node });
        return [];
      case 'TypeDefinitionAst': case 'ParamBlockAst': return [];
      case 'AssignmentStatementAst': this.#assign(node, input); return [];
      case 'ForEachStatementAst':
        this.#variables.set(node.variable.variablePath.toLowerCase(), this.#visit(node.condition, input));
        return this.#visit(node.body, input);
      case 'IfStatementAst': case 'SwitchStatementAst': {
        this.#branches += 1;
        const [written] = ['StatementBlockAst', 'PipelineAst'].map((kind) => this.#all(childrenOf(node).filter((child) => child.kind === kind), input));
        this.#branches -= 1;
        return written;
      }
      case 'PipelineAst': return node.elements.reduce((before: Texts, element) => (element.kind === 'CommandAst' ? this.#command(element, before) : this.#value(element.expression, before)), input);
      case 'CommandExpressionAst': return this.#value(node.expression, input);
      case 'ReturnStatementAst': return node.pipeline && this.#visit(node.pipeline, input);
      case 'ScriptBlockAst': case 'NamedBlockAst': case 'StatementBlockAst': case 'TryStatementAst': case 'CatchClauseAst': case 'WhileStatementAst': case 'DoWhileStatementAst':
      case 'DoUntilStatementAst': case 'ForStatementAst': case 'PipelineChainAst': case 'TrapStatementAst':
        return this.#all(childrenOf(node), input);
      default: return undefined;
    }
  }

  #all(nodes: readonly Ast[], input: Texts): Texts {
    const found: string[] = [];
    for (const node of nodes) found.push(...(this.#visit(node, input) ?? []));
    return few(found);
  }

  #assign({ left, operator, right }: Of<'AssignmentStatementAst'>, input: Texts): void {
    const target = left.kind === 'ConvertExpressionAst' || left.kind === 'AttributedExpressionAst' ? left.child : left, value = this.#visit(right, input);
    if (target.kind !== 'VariableExpressionAst') return;
    const name = variableParts(target.variablePath).name.toLowerCase(), before = this.#variables.get(name);
    const only = right.kind === 'PipelineAst' || right.kind === 'CommandExpressionAst' ? right : undefined, element = only?.kind === 'PipelineAst' ? only.elements[0] : only;
    if (element?.kind === 'CommandExpressionAst' && element.expression.kind === 'HashtableAst') this.#tables.set(name, element.expression);
    const isMore = operator === 'PlusEquals' && before !== undefined;
    if (isMore ? before.length === 0 : element?.kind === 'CommandExpressionAst' && this.#isList(element.expression)) this.#lists.add(name);
    else if (!isMore) this.#lists.delete(name);
    const sum = isMore ? this.#sum(before, value, this.#lists.has(name)) : this.#branches > 0 && before !== undefined ? [...before, ...(value ?? [])] : value;
    this.#variables.set(name, few(sum));
  }

  /** Files and lists are put together to longer lists, texts to longer texts. */
  #sum(left: Texts, right: Texts, isList: boolean): Texts {
    const isFiles = left?.some((text) => this.#sources.find(inModule(text) ?? '..') !== undefined) === true;
    return isList || isFiles || left === undefined || left.length === 0 ? few([...(left ?? []), ...(right ?? [])]) : both(left, right);
  }

  #isList = (node: Ast): boolean => node.kind.startsWith('Array') || (node.kind === 'VariableExpressionAst' && this.#lists.has(variableParts(node.variablePath).name.toLowerCase()));

  #value(node: Ast, input: Texts): Texts {
    const value = this.#sources.spend(1) ? this.#valueOf(node, input) : undefined;
    return this.#sources.spend(value?.length ?? 0) ? value : undefined;
  }

  #valueOf(node: Ast, input: Texts): Texts {
    switch (node.kind) {
      case 'StringConstantExpressionAst': return [node.value];
      case 'ExpandableStringExpressionAst': return node.parts.reduce((before: Texts, part) => both(before, typeof part === 'string' ? [part] : this.#value(part, input)), ['']);
      case 'VariableExpressionAst': return this.#variable(variableParts(node.variablePath).name.toLowerCase(), input);
      case 'ParenExpressionAst': return this.#visit(node.pipeline, input);
      case 'SubExpressionAst': case 'ArrayExpressionAst': return this.#all(node.subExpression.statements, input);
      case 'ArrayLiteralAst': return few(node.elements.flatMap((element) => this.#value(element, input) ?? []));
      case 'ConvertExpressionAst': case 'AttributedExpressionAst': case 'UnaryExpressionAst': return this.#value(node.child, input);
      case 'IndexExpressionAst': return this.#value(node.target, input);
      case 'TernaryExpressionAst': return few([...(this.#value(node.ifTrue, input) ?? []), ...(this.#value(node.ifFalse, input) ?? [])]);
      case 'BinaryExpressionAst':
        if (node.operator === 'Format') return this.#value(node.left, input)?.flatMap((text) => this.#format(text, node.right, input) ?? []);
        return node.operator === 'Plus' ? this.#sum(this.#value(node.left, input), this.#value(node.right, input), this.#isList(node.left) || this.#isList(node.right)) : undefined;
      case 'MemberExpressionAst': return this.#member(node, input);
      case 'InvokeMemberExpressionAst': return this.#invoke(node, input);
      default: return undefined;
    }
  }

  #format(text: string, right: Ast, input: Texts): Texts {
    const values = (right.kind === 'ArrayLiteralAst' ? right.elements : [right]).map((element) => this.#value(element, input));
    return text.split(/(\{\d+\})/).reduce((before: Texts, part) => both(before, /^\{\d+\}$/.test(part) ? values[Number(part.slice(1, -1))] : [part]), ['']);
  }

  #variable(name: string, input: Texts): Texts {
    const path = this.#script?.path ?? '';
    switch (name) {
      case 'psscriptroot': return [folderOf(`${BASE}/${path}`)];
      case 'pscommandpath': return [`${BASE}/${path}`];
      case 'pwd': return this.#place;
      case '_': case 'psitem': case 'input': return input;
      default: return this.#variables.get(name);
    }
  }

  #member({ expression, member }: Of<'MemberExpressionAst'>, input: Texts): Texts {
    const name = member.kind === 'StringConstantExpressionAst' ? member.value : '';
    // Of $ExecutionContext.SessionState.Module, $MyInvocation.MyCommand.Module …
    if (/^modulebase$/i.test(name)) return [BASE];
    if (/^(?:path|definition|source)$/i.test(name) && expression.kind === 'MemberExpressionAst' && expression.member.kind === 'StringConstantExpressionAst' && /^mycommand$/i.test(expression.member.value)) return this.#variable('pscommandpath', input);
    return propertyOf(this.#value(expression, input), name);
  }

  #invoke(node: Of<'InvokeMemberExpressionAst'>, input: Texts): Texts {
    const values = node.arguments.map((argument) => this.#value(argument, input)), [first, second] = values;
    switch (node.member.kind === 'StringConstantExpressionAst' ? node.member.value.toLowerCase() : '') {
      case 'combine': return values.reduce((before, value) => both(before, value, '/'));
      // A text of a file stands for the file.
      case 'create': case 'readalltext': case 'getfullpath': return first;
      case 'getfiles': case 'enumeratefiles': return this.#list({ paths: first, filter: second, recurse: node.arguments.length > 2 });
      case 'getdirectoryname': return propertyOf(first, 'directoryname');
      case 'getfilename': return propertyOf(first, 'name');
      case 'getfilenamewithoutextension': return propertyOf(first, 'basename');
      case 'invokescript': case 'newscriptblock': for (const value of values) this.#load(value); return values.find((value) => value !== undefined);
      case 'foreach': return this.#blocks(node.arguments, this.#value(node.expression, input));
      case 'where': case 'tostring': case 'trim': return this.#value(node.expression, input);
      default: return undefined;
    }
  }

  /** What the blocks write, each item in turn. */
  #blocks(nodes: readonly Ast[], input: Texts): Texts {
    return few(nodes.flatMap((node) => (node.kind === 'ScriptBlockExpressionAst' ? (this.#visit(node.scriptBlock, input) ?? []) : [])));
  }

  #list(listing: Listing): Texts {
    return this.#sources.spend((listing.paths?.length ?? 0) * this.#files.length) ? list(this.#files, listing) : undefined;
  }

  #arguments(node: Of<'CommandAst'>): Arguments {
    return argumentsOf(node, SWITCHES).flatMap((argument): Arguments => {
      const table = argument.value?.kind === 'VariableExpressionAst' && argument.value.splatted ? this.#tables.get(argument.value.variablePath.toLowerCase()) : undefined;
      return table === undefined ? [argument] : table.pairs.flatMap(({ key, value }) => {
        const element = value.kind === 'PipelineAst' ? value.elements[0] : value;
        return key.kind === 'StringConstantExpressionAst' && element?.kind === 'CommandExpressionAst' ? [{ parameter: key.value, value: element.expression }] : [];
      });
    });
  }

  #command(node: Of<'CommandAst'>, input: Texts): Texts {
    const [own] = node.elements, name = (commandNameOf(node) ?? '').toLowerCase().replace(/^[\w.]+\\(?=\w+-\w+$)/, '');
    const all = this.#arguments(node), rest = all.filter(({ parameter }) => parameter === undefined);
    const has = (parameter: RegExp): boolean => all.some((argument) => argument.parameter !== undefined && parameter.test(argument.parameter));
    const given = (parameter: RegExp, position?: number): Texts => {
      const found = all.find((argument) => argument.parameter !== undefined && parameter.test(argument.parameter)) ?? (position === undefined ? undefined : rest[position]);
      return found?.value === undefined ? undefined : this.#value(found.value, input);
    };
    const items = (): Texts => (has(/^(?:path|literalpath|lp)$/i) || rest.length > 0 ? given(/^(?:path|literalpath|lp)$/i, 0) : input)?.map(this.#absolute);
    if (node.invocationOperator === 'Dot' && own !== undefined) {
      if (own.kind === 'ScriptBlockExpressionAst') return this.#visit(own.scriptBlock, input);
      this.#load(this.#value(own, input));
      // A function of the script's own that is dot-sourced loads the file that it is given.
      for (const { value } of all) if (value !== undefined) this.#load(this.#value(value, input));
      return undefined;
    }
    switch (name) {
      case 'foreach-object': case 'foreach': case '%': {
        const member = given(/^m/i) ?? (rest[0]?.value?.kind === 'ScriptBlockExpressionAst' ? undefined : given(/^m/i, 0));
        return member?.[0] === undefined ? this.#blocks(all.flatMap(({ value }) => value ?? []), input) : propertyOf(input, member[0]);
      }
      // Which ones pass is not followed: what is left out as a rule are tests.
      case 'where-object': case 'where': case '?': return input?.filter((text) => !/\.tests\.ps1$/i.test(text));
      case 'select-object': case 'select': { const property = given(/^e/i)?.[0]; return property === undefined ? input : propertyOf(input, property); }
      case 'sort-object': case 'sort': case 'tee-object': case 'get-unique': return input;
      case 'write-output': case 'echo': return few(rest.flatMap(({ value }) => (value && this.#value(value, input)) ?? []));
      case 'get-childitem': case 'gci': case 'ls': case 'dir': {
        const paths = has(/^(?:p|path|literalpath|lp)$/i) || rest.length > 0 ? given(/^(?:p|path|literalpath|lp)$/i, 0)?.map(this.#absolute) : (input ?? this.#place);
        return this.#list({ paths, filter: given(/^(?:f|fi|filt\w*)$/i, has(/^(?:p|path|literalpath|lp)$/i) ? 0 : 1), include: given(/^i/i), exclude: given(/^ex/i), recurse: has(/^(?:s|r)/i), folders: has(/^(?:ad|d|directory)$/i) });
      }
      case 'get-item': case 'gi': case 'resolve-path': case 'rvpa': case 'convert-path': case 'cvpa': case 'get-content': case 'gc': case 'cat': case 'type':
        return few(items()?.flatMap((text) => (/[*?]/.test(text) ? (this.#list({ paths: [text] }) ?? []) : [text])));
      case 'join-path': return rest.slice(has(/^p/i) ? (has(/^c/i) ? 0 : 1) : has(/^c/i) ? 1 : 2).reduce((before, { value }) => both(before, value && this.#value(value, input), '/'),
        both(given(/^p/i, 0) ?? input, given(/^c/i, has(/^p/i) ? 0 : 1), '/'));
      case 'split-path': return items()?.map(has(/^leafb/i) ? baseNameOf : has(/^leaf$/i) ? leafOf : folderOf);
      case 'set-location': case 'push-location': case 'cd': case 'sl': case 'pushd': this.#place = items(); return undefined;
      case 'invoke-expression': case 'iex': this.#load(given(/^c/i, 0) ?? input); return undefined;
      case 'export-modulemember': {
        const isGiven = has(/^f/i) || rest.length > 0, names = isGiven ? given(/^f/i, 0) : input === undefined ? (all.length === 0 ? undefined : []) : input;
        // Names that are not followed: any may be among them, and those that the manifest names are.
        this.exports = [...(this.exports ?? []), ...(names ?? (isGiven ? ['*'] : []))];
        return undefined;
      }
      default: return undefined;
    }
  }
}
