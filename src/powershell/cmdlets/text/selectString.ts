import { cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { allMatches, firstMatch } from '../../runtime/operators/regexMatch.ts';
import { regexFor } from '../../runtime/operators/match.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import type { Match, Regex } from '../../runtime/values/regex.ts';
import { ENCODING_HELP, decodeText, encodingName } from '../items/encodings.ts';
import { FileItem } from '../items/fileTypes.ts';
import { portOf } from '../items/fileSystem.ts';
import { eachPlace } from '../items/itemSteps.ts';
import { chosen, leaf } from '../items/paths.ts';
import { MatchInfo } from './matchInfo.ts';
import type { MatchContext } from './matchInfo.ts';

const SETS = { file: 'File', object: 'Object', literal: 'LiteralFile', fileRaw: 'FileRaw', raw: 'ObjectRaw', literalRaw: 'LiteralFileRaw' } as const;
const escaped = (text: string): string => text.replace(/[\\*+?|{}[\]()^$.# \t\n\r]/g, (c) => (c === '\n' ? '\\n' : c === '\r' ? '\\r' : c === '\t' ? '\\t' : `\\${c}`));

export const selectString = cmdlet({
  name: 'Select-String', aliases: ['sls'], defaultSet: SETS.file, synopsis: 'Finds text in strings and files.',
  params: {
    Pattern: { type: arrayOf(T.String), position: 0, mandatory: true, help: 'Regular expressions; plain texts with -SimpleMatch.' },
    Path: { type: arrayOf(T.String), sets: [SETS.file, SETS.fileRaw], position: { [SETS.file]: 1, [SETS.fileRaw]: 1 }, mandatory: [SETS.file, SETS.fileRaw], from: 'property' },
    LiteralPath: { type: arrayOf(T.String), aliases: ['PSPath', 'LP'], sets: [SETS.literal, SETS.literalRaw], mandatory: [SETS.literal, SETS.literalRaw], from: 'property' },
    InputObject: { type: T.Object, sets: [SETS.object, SETS.raw], mandatory: [SETS.object, SETS.raw], from: 'pipeline', allowNull: true, allowEmpty: true },
    SimpleMatch: { type: T.Switch },
    CaseSensitive: { type: T.Switch },
    Quiet: { type: T.Switch, sets: [SETS.file, SETS.object, SETS.literal], help: 'True or nothing, instead of what was found.' },
    List: { type: T.Switch, help: 'The first of each file.' },
    NoEmphasis: { type: T.Switch },
    Include: { type: arrayOf(T.String) },
    Exclude: { type: arrayOf(T.String) },
    NotMatch: { type: T.Switch },
    AllMatches: { type: T.Switch },
    Encoding: { type: T.Object, help: ENCODING_HELP },
    Context: { type: arrayOf(T.Int32), validate: [{ count: [1, 2] }] },
    Raw: { type: T.Switch, sets: [SETS.fileRaw, SETS.raw, SETS.literalRaw], mandatory: [SETS.fileRaw, SETS.raw, SETS.literalRaw] },
    Culture: { type: T.String },
  },
  run(p, ctx) {
    const patterns = p.Pattern.map((text): { text: string; regex: Regex } => ({ text, regex: regexFor(p.SimpleMatch === true ? escaped(text) : text, p.CaseSensitive !== true) }));
    const [before = 0, after = before] = p.Context ?? [], wantsContext = p.Context !== undefined;
    let quietDone = false;
    const matchesOf = (line: string): { pattern: string; matches: readonly Match[] } | undefined => {
      for (const { text, regex } of patterns) {
        const found = p.AllMatches === true && p.SimpleMatch !== true ? allMatches(regex, line) : [firstMatch(regex, line)].filter((m) => m.success);
        if (found.length > 0) return { pattern: text, matches: found };
      }
      return undefined;
    };
    /** Looks through lines; gives false when nothing more is wanted. */
    const reader = (path: string): { line: (text: string) => boolean } => {
      const last: string[] = [], open: { context: MatchContext; left: number }[] = [];
      let number = 0;
      return {
        line(text) {
          number += 1;
          for (const o of open) if (o.left > 0) { o.context.after = [...o.context.after, text]; o.left -= 1; }
          const found = matchesOf(text), hit = (found !== undefined) !== (p.NotMatch === true);
          if (hit) {
            if (p.Quiet === true) { if (!quietDone) ctx.write(true); quietDone = true; return false; }
            if (p.Raw === true) ctx.write(text);
            else {
              const context: MatchContext | undefined = wantsContext ? { before: last.slice(-before || last.length), after: [] } : undefined;
              if (context !== undefined && after > 0) open.push({ context, left: after });
              held.push(new MatchInfo({ line: text, lineNumber: number, path, pattern: found?.pattern ?? patterns[0]?.text ?? '', ignoreCase: p.CaseSensitive !== true, matches: p.SimpleMatch === true ? [] : found?.matches ?? [], context }));
              if (!wantsContext) flush();
            }
          }
          if (wantsContext) { last.push(text); if (last.length > before) last.shift(); }
          return !(hit && p.List === true);
        },
      };
    };
    const held: MatchInfo[] = [];
    // With context a match is complete only when the lines after it are known.
    const flush = (): void => { for (const m of held.splice(0)) ctx.write(m); };
    const stream = reader('InputStream');
    const file = (path: string): void => {
      if (quietDone || portOf(ctx).stat(path)?.isDirectory === true || !chosen(leaf(path), { include: p.Include, exclude: p.Exclude })) return;
      const lines = decodeText(portOf(ctx).read(path), encodingName(p.Encoding)).split(/\r\n|\n|\r/), one = reader(path);
      if (lines.at(-1) === '') lines.pop();
      for (const line of lines) if (!one.line(line)) break;
      flush();
    };
    return {
      process() {
        if (p.Path !== undefined || p.LiteralPath !== undefined) { eachPlace(ctx, { Path: p.Path, LiteralPath: p.LiteralPath }, ({ path }) => { file(path); }); return; }
        const item = p.InputObject;
        if (item instanceof FileItem) { file(item.path); return; }
        if (item === null || item === undefined || quietDone) return;
        stream.line(toText(item));
      },
      end() { flush(); if (p.Quiet === true && !quietDone) ctx.write(false); },
    };
  },
});
