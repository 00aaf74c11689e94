/** What a help comment says (about_Comment_Based_Help). Texts are trimmed; parameters are found by their name in lower case. */
export interface CommentHelp {
  readonly synopsis: string | undefined;
  readonly description: string | undefined;
  readonly notes: string | undefined;
  readonly parameters: ReadonlyMap<string, string>;
  readonly examples: readonly string[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly links: readonly string[];
  readonly component: string | undefined;
  readonly role: string | undefined;
  readonly functionality: string | undefined;
  readonly start: number;
  readonly end: number;
}

const keyword = /^[ \t]*\.([A-Za-z]+)[ \t]*([^\r\n]*)$/;
const known: ReadonlySet<string> = new Set([
  'synopsis', 'description', 'parameter', 'example', 'inputs', 'outputs', 'notes', 'link', 'component', 'role', 'functionality',
  'forwardhelptargetname', 'forwardhelpcategory', 'remotehelprunspace', 'externalhelp',
]);

/** Removes the indentation that all lines share, and empty lines around. */
function tidy(lines: readonly string[]): string {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = indents.length === 0 ? 0 : Math.min(...indents);
  return lines.map((line) => line.slice(indent).trimEnd()).join('\n').trim();
}

/** Lines of a comment, or of line comments in a row, without their marks. */
function linesOf(comment: string): string[] {
  if (comment.startsWith('<#')) return comment.slice(2).replace(/#>$/, '').split(/\r\n?|\n/);
  return comment.split(/\r\n?|\n/).map((line) => line.trimStart().replace(/^#/, ''));
}

/** Reads a help comment; undefined where it holds no keyword of help. */
export function readHelp(comment: string, start: number): CommentHelp | undefined {
  const sections: { name: string; argument: string; lines: string[] }[] = [];
  for (const line of linesOf(comment)) {
    const [, word = '', argument = ''] = keyword.exec(line) ?? [];
    if (known.has(word.toLowerCase())) sections.push({ name: word.toLowerCase(), argument: argument.trim(), lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  if (sections.length === 0) return undefined;
  const first = (name: string): string | undefined => {
    const found = sections.find((section) => section.name === name);
    return found && tidy(found.lines);
  };
  const all = (name: string): string[] => sections.filter((section) => section.name === name).map((section) => tidy(section.lines));
  return {
    synopsis: first('synopsis'), description: first('description'), notes: first('notes'), start, end: start + comment.length,
    parameters: new Map(sections.filter((section) => section.name === 'parameter').map((section) => [section.argument.toLowerCase(), tidy(section.lines)])),
    examples: all('example'), inputs: all('inputs'), outputs: all('outputs'), links: all('link'), component: first('component'), role: first('role'), functionality: first('functionality'),
  };
}

/** A run of comments that reads as one: a block comment, or line comments on lines that follow each other. */
interface Run { start: number; end: number }

function runsOf(text: string, comments: readonly number[]): Run[] {
  const runs: Run[] = [];
  for (let i = 0; i < comments.length; i += 2) {
    const start = comments[i]!, end = comments[i + 1]!, last = runs.at(-1);
    const isLine = text.charAt(start) === '#';
    if (last !== undefined && isLine && text.charAt(last.start) === '#' && /^[ \t]*(\r\n?|\n)[ \t]*$/.test(text.slice(last.end, start))) last.end = end;
    else runs.push({ start, end });
  }
  return runs;
}

const blankLines = /^\s*$/;

/**
 * Help of a script (`owner` undefined), or of a function or workflow: at the beginning of the body, at its end, or
 * directly before the keyword with at most one blank line between. A script's help stands at its beginning, with nothing
 * but comments before it, and not directly before a function; or at its end.
 */
export function findHelp(
  text: string, comments: readonly number[], owner: { readonly start: number; readonly bodyStart: number; readonly bodyEnd: number } | undefined,
): CommentHelp | undefined {
  const runs = runsOf(text, comments);
  const read = (run: Run | undefined): CommentHelp | undefined => run && readHelp(text.slice(run.start, run.end), run.start);
  const from = owner === undefined ? 0 : owner.bodyStart + 1, to = owner === undefined ? text.length : owner.bodyEnd - 1;
  const inside = runs.filter((run) => run.start >= from && run.end <= to);
  let place = from;
  for (const run of inside) {
    if (!blankLines.test(text.slice(place, run.start))) break;
    place = run.end;
    const help = read(run);
    if (help !== undefined && (owner !== undefined || !/^[ \t]*(\r\n?|\n)[ \t]*((\r\n?|\n)[ \t]*)?(function|filter|workflow)\s/i.test(text.slice(run.end, run.end + 200)))) return help;
  }
  const last = inside.at(-1);
  if (last !== undefined && blankLines.test(text.slice(last.end, to))) {
    const help = read(last);
    if (help !== undefined) return help;
  }
  if (owner === undefined) return undefined;
  const before = runs.findLast((run) => run.end <= owner.start);
  return before !== undefined && /^[ \t]*((\r\n?|\n)[ \t]*){0,2}$/.test(text.slice(before.end, owner.start)) ? read(before) : undefined;
}
