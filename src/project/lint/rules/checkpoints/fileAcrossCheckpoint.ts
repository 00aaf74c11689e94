import { argumentFor, argumentsOf, textOf, typeFullName, variableParts, type Ast, type CommandAst, type ExpressionAst, type InvokeMemberExpressionAst, type ParameterAst, type ScriptBlockExpressionAst, type StatementAst, type VariableExpressionAst, nameTable } from '../../../../powershell/index.ts';
import type { LintContext } from '../../context.ts';
import { follow, followSteps, type Followed } from '../../flow/follow.ts';
import { isLocalPath, pathOf } from '../../flow/localPaths.ts';
import { hasPassed, Joined, type Passing, type Timed } from '../../flow/passed.ts';
import { isSavedBehind, preferenceOf, savesAnywhere, type Preferring } from '../../flow/persisting.ts';
import { SharedMap } from '../../flow/sharedMap.ts';
import type { Report, Rule } from '../../rule.ts';
import { bare } from '../../sites.ts';
import { words } from '../../words.ts';

/** The parameter that names a file, and its position. */
type Named = readonly [parameter: string, position?: number];
const path: Named = ['Path', 0];
const writers: Readonly<Record<string, Named>> = nameTable({
  'out-file': ['FilePath', 0], 'tee-object': ['FilePath', 0], 'set-content': path, 'add-content': path, 'export-csv': path, 'export-clixml': path, 'copy-item': ['Destination', 1], 'move-item': ['Destination', 1],
  'invoke-webrequest': ['OutFile'], 'invoke-restmethod': ['OutFile'], 'start-bitstransfer': ['Destination', 1], 'compress-archive': ['DestinationPath', 1],
});
/** Commands that make the file or folder that they give. */
const creators = words('New-Item mkdir md');
const readers: Readonly<Record<string, Named>> = nameTable({
  'get-content': path, 'get-childitem': path, 'test-path': path, 'get-itemproperty': path, 'invoke-item': path, 'rename-item': path, 'get-acl': path, 'resolve-path': path, 'import-csv': path, 'import-clixml': path, 'get-item': path, 'copy-item': path, 'move-item': path, 'remove-item': path, 'get-filehash': path, 'expand-archive': path, 'compress-archive': path,
  'import-powershelldatafile': path, 'select-string': ['Path', 1], 'send-mailmessage': ['Attachments'],
});
/** Methods of `[IO.File]`: the place of the file that they read, and of the one that they write. */
const ofFile: Readonly<Record<string, { readonly reads?: number; readonly writes?: number; readonly takesAway?: true }>> = nameTable({
  writealltext: { writes: 0 }, writealllines: { writes: 0 }, writeallbytes: { writes: 0 }, appendalltext: { writes: 0 }, appendalllines: { writes: 0 }, create: { writes: 0 }, createtext: { writes: 0 }, copy: { reads: 0, writes: 1 }, move: { reads: 0, writes: 1, takesAway: true },
  readalltext: { reads: 0 }, readalllines: { reads: 0 }, readallbytes: { reads: 0 }, readlines: { reads: 0 }, openread: { reads: 0 }, opentext: { reads: 0 }, delete: { reads: 0, takesAway: true },
});

/** A file that was written, and by what. */
interface Written extends Timed { readonly by: Ast }
/** A variable's value: the path in it, and the word for it in other paths. */
interface Value { readonly path: string | undefined; readonly word: number }
interface Files extends Passing, Preferring {
  /** By the numbers of their names; those of the workflow for an InlineScript. */
  readonly variables: SharedMap<Value>;
  readonly outer: SharedMap<Value> | undefined;
  /** By the numbers of their paths. */
  readonly written: SharedMap<Written>;
}

const begin: Files = { variables: new SharedMap(), outer: undefined, written: new SharedMap(), point: undefined, isOn: false };
/** Longer paths are none: a text that puts them together from each other would grow without end. */
const LONGEST = 1_000;
/** What runs on another machine has that one's disk. */
const isElsewhere = (node: CommandAst): boolean => argumentsOf(node).some(({ parameter }) => /^(?:PSComputerName|ComputerName|CimSession|ToSession|FromSession|Session)$/i.test(parameter ?? ''));

class LocalFiles implements Followed<Files> {
  readonly #context: LintContext;
  readonly found = new Map<ExpressionAst, { readonly by: Ast; readonly point: CommandAst }>();

  readonly #numbers = new Map<string, number>();
  #clock = 0;

  constructor(context: LintContext) {
    this.#context = context;
  }

  readonly #now = (): number => ++this.#clock;

  /** The number of a path, or of a variable's name. */
  #number(key: string): number {
    const number = this.#numbers.get(key) ?? this.#numbers.size;
    this.#numbers.set(key, number);
    return number;
  }

  #key(node: VariableExpressionAst): number {
    return this.#number(variableParts(node.variablePath).name.toLowerCase());
  }

  #path(node: Ast, { variables, outer }: Files): string | undefined {
    const path = pathOf(node, {
      cmdlet: this.#context.cmdlet,
      known: (variable, isUsing) => (isUsing ? outer : variables)?.get(this.#key(variable))?.path,
      word: (variable) => `$${this.#key(variable)}.${variables.get(this.#key(variable))?.word ?? 0}$`,
    });
    return path === undefined || path.length > LONGEST ? undefined : path;
  }

  /** Where a parameter's default is on the worker's own disk its files are there, unless somebody gives another. */
  defaults(parameters: readonly ParameterAst[]): SharedMap<Value> {
    let variables = begin.variables;
    for (const { name, defaultValue } of parameters) {
      const path = defaultValue && this.#path(defaultValue, { ...begin, variables });
      if (path !== undefined) variables = variables.with(this.#key(name), { path, word: this.#now() });
    }
    return variables;
  }

  join(a: Files, b: Files): Files {
    const joined = new Joined(a, b, this.#now);
    const written = a.written.merge(b.written, (one, other) => (hasPassed(one, a) ? one : joined.from(other, b)), (one, isOther) => joined.from(one, isOther ? b : a));
    return { ...a, isOn: a.isOn || b.isOn, written, point: joined.point, variables: a.variables.meet(b.variables, (one, other) => ({ path: one.path === other.path ? one.path : undefined, word: this.#now() })) };
  }

  after(node: Ast, state: Files): Files {
    switch (node.kind) {
      case 'AssignmentStatementAst': {
        const left = bare(node.left), isOn = preferenceOf(node);
        if (isOn !== undefined) return { ...state, isOn };
        return left.kind === 'VariableExpressionAst' ? this.assigned(left, state, node.operator === 'Equals' ? node.right : undefined) : state;
      }
      case 'CommandAst': return this.#command(node, state);
      case 'InvokeMemberExpressionAst': return this.#method(node, state);
      case 'ScriptBlockExpressionAst': return this.#inline(node, state);
      case 'FileRedirectionAst': return this.#write(node.location, node, state);
      default: return state;
    }
  }

  /** A variable has another value: paths with it in them are others. */
  assigned(variable: VariableExpressionAst, state: Files, value?: StatementAst): Files {
    return { ...state, variables: state.variables.with(this.#key(variable), { path: value && this.#path(value, state), word: this.#now() }) };
  }

  #command(node: CommandAst, state: Files): Files {
    const place = this.#context.sites.site(node)?.place;
    if (isElsewhere(node) || (place !== 'workflow' && place !== 'inlineScript')) return state;
    const key = this.#context.cmdlet(node), { [key]: read } = readers, { [key]: write } = writers;
    let now = state;
    for (const file of read === undefined ? [] : filesOf(node, read)) now = this.#read(file, now, key === 'remove-item' || key === 'move-item' || key === 'rename-item');
    for (const file of write === undefined ? [] : filesOf(node, write)) now = this.#write(file, node, now);
    if (creators.has(key)) now = this.#write(node, node, now);
    return isSavedBehind(this.#context, node, state) ? { ...now, point: { node, when: this.#now() } } : now;
  }

  #method(node: InvokeMemberExpressionAst, state: Files): Files {
    const place = this.#context.sites.site(node)?.place;
    if (!node.isStatic || node.expression.kind !== 'TypeExpressionAst' || !/^(?:System\.)?IO\.File$/i.test(typeFullName(node.expression.typeName)) || (place !== 'workflow' && place !== 'inlineScript')) return state;
    const { reads, writes, takesAway } = ofFile[textOf(node.member)?.toLowerCase() ?? ''] ?? {}, { [reads ?? -1]: read, [writes ?? -1]: written } = node.arguments;
    const now = read === undefined ? state : this.#read(read, state, takesAway === true);
    return written === undefined ? now : this.#write(written, node, now);
  }

  /** An InlineScript on the worker itself; what it is given it names with `$using:`. */
  #inline(node: ScriptBlockExpressionAst, state: Files): Files {
    const site = this.#context.sites.site(node), command = site?.parent?.node;
    if (site?.place !== 'inlineScript' || site.parent?.place !== 'workflow' || command?.kind !== 'CommandAst' || isElsewhere(command)) return state;
    const end = follow(node.scriptBlock, { ...begin, outer: state.variables, written: state.written, point: state.point }, this);
    return end === undefined ? state : { ...state, written: end.written, point: end.point };
  }

  #read(file: ExpressionAst, state: Files, takesAway: boolean): Files {
    const name = this.#path(file, state), written = name === undefined ? undefined : state.written.get(this.#number(name));
    if (name === undefined || written === undefined) return state;
    if (state.point !== undefined && hasPassed(written, state)) this.found.set(file, { by: written.by, point: state.point.node });
    return takesAway ? { ...state, written: state.written.with(this.#number(name), undefined) } : state;
  }

  #write(file: Ast, by: Ast, state: Files): Files {
    const name = this.#path(file, state);
    return name === undefined || !isLocalPath(name) ? state : { ...state, written: state.written.with(this.#number(name), { by, when: this.#now() }) };
  }
}

function filesOf(node: CommandAst, [parameter, position]: Named): readonly ExpressionAst[] {
  const given = (parameter === 'Path' ? argumentFor(node, 'LiteralPath') : undefined) ?? argumentFor(node, parameter, position);
  return given === undefined ? [] : given.kind === 'ArrayLiteralAst' ? given.elements : [given];
}

export const fileAcrossCheckpoint: Rule = {
  id: 'SMA3003', name: 'local-file-across-checkpoint', category: 'state', severity: 'warning', appliesTo: 'workflow',
  summary: 'A local file written before a checkpoint is read behind it.',
  documentation: 'A resumed job may run on another worker, whose disk does not have the file. Use a share, or keep the content in a variable. The same goes for a folder. Paths in variables are followed, and InlineScript that runs on the worker itself.',
  *check(context): Generator<Report | undefined> {
    if (!savesAnywhere(context)) return;
    for (const { node: { isWorkflow, body, parameters } } of context.sites.of('FunctionDefinitionAst')) {
      if (!isWorkflow) continue;
      const files = new LocalFiles(context);
      yield* followSteps(body, { ...begin, variables: files.defaults(parameters ?? body.paramBlock?.parameters ?? []) }, files);
      for (const [{ start, end }, { by, point }] of files.found) {
        yield { start, end, message: `This file was written in line ${context.lines.line(by.start)}, before the checkpoint in line ${context.lines.line(point.start)}; a resumed job may be on another worker, which does not have it. Use a share, or keep the content in a variable.` };
      }
    }
  },
};
