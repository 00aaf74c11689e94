import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { hasWildcard } from '../../runtime/operators/wildcard.ts';
import type { Value } from '../../runtime/values/value.ts';
import { htmlText } from '../../runtime/convert/htmlText.ts';
import { clrText } from '../../runtime/members/clrText.ts';
import { LABEL } from '../../format/propertyKeys.ts';
import { fittingNames, select, selectors } from '../object/propertyValue.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import type { PropertySelector } from '../object/propertyValue.ts';

const SETS = { page: 'Page', fragment: 'Fragment' } as const;
const DOCTYPE = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">';

const HEADERS = new Set(['content-type', 'default-style', 'x-ua-compatible']), META = new Set(['application-name', 'author', 'description', 'generator', 'keywords', 'viewport']);
const option = (name: string, value: Value): string => (value === undefined || value === null ? '' : ` ${name} = "${clrText(value)}"`);

/** The properties an object has of those asked for, all of them where none is; a name it does not have is no column. */
function resolved(ctx: CmdletContext, s: PropertySelector, item: Value): PropertySelector[] {
  const { expression } = s;
  if (typeof expression !== 'string') return [s];
  const names = hasWildcard(expression) ? fittingNames(item, expression) : select(ctx, { ...s, label: undefined }, item).filter((x) => x.exists).map((x) => x.name);
  return names.map((name) => ({ ...s, expression: name }));
}

export const convertToHtml = cmdlet({
  name: 'ConvertTo-Html', defaultSet: SETS.page, synopsis: 'Converts objects to an HTML table.',
  params: {
    InputObject: { type: T.Object, from: 'pipeline', allowNull: true },
    Property: { type: arrayOf(T.Object), position: 0 },
    Body: { type: arrayOf(T.String), sets: [SETS.page], position: { [SETS.page]: 3 }, allowEmpty: true },
    Head: { type: arrayOf(T.String), sets: [SETS.page], position: { [SETS.page]: 1 }, allowEmpty: true },
    Title: { type: T.String, sets: [SETS.page], position: { [SETS.page]: 2 }, allowEmpty: true, validate: NOT_EMPTY },
    As: { type: T.String, validate: [{ notNullOrEmpty: true }, { set: ['Table', 'List'] }] },
    CssUri: { type: T.String, aliases: ['cu', 'uri'], sets: [SETS.page], validate: NOT_EMPTY },
    Fragment: { type: T.Switch, sets: [SETS.fragment], validate: NOT_EMPTY },
    PostContent: { type: arrayOf(T.String), allowEmpty: true, validate: NOT_EMPTY },
    PreContent: { type: arrayOf(T.String), allowEmpty: true, validate: NOT_EMPTY },
    Meta: { type: T.Hashtable, sets: [SETS.page], validate: NOT_EMPTY },
    Charset: { type: T.String, sets: [SETS.page], validate: [{ notNullOrEmpty: true }, { pattern: '^[A-Za-z0-9]\\w+\\S+[A-Za-z0-9]$' }] },
    Transitional: { type: T.Switch, sets: [SETS.page], validate: NOT_EMPTY },
  },
  run(p, ctx) {
    const asList = /^list$/i.test(p.As ?? ''), page = p.Fragment !== true;
    const all = (lines: readonly string[] | undefined): void => { for (const line of lines ?? []) ctx.write(line); };
    let chosen: readonly PropertySelector[] | undefined, count = 0;
    const asked = selectors(ctx, p.Property ?? '*', [LABEL, { name: 'alignment', kinds: ['string'] }, { name: 'width', kinds: ['string', 'int'] }]);
    const columns = (item: Value): readonly PropertySelector[] => asked.flatMap((s) => resolved(ctx, s, item));
    const cells = (item: Value): (readonly [string, string])[] => (chosen ?? []).flatMap((s) => select(ctx, s, item).map((x) => [x.name, x.value === null || x.value === undefined ? '' : clrText(x.value)] as const));
    const table = (): void => { ctx.write('<table>'); };
    return {
      begin() {
        if (page) {
          ctx.write(p.Transitional === true ? '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">' : DOCTYPE);
          ctx.write('<html xmlns="http://www.w3.org/1999/xhtml">');
          ctx.write('<head>');
          if (p.Charset !== undefined) ctx.write(`<meta charset="${p.Charset}">`);
          for (const e of p.Meta?.entries.values() ?? []) {
            const name = clrText(e.key), value = clrText(e.value), isHeader = HEADERS.has(name.toLowerCase());
            if (!isHeader && !META.has(name.toLowerCase())) ctx.warning(`Accepted meta properties are content-type, default-style, application-name, author, description, generator, keywords, x-ua-compatible, and viewport. The meta pair: ${name} and ${value} may not function correctly.`);
            ctx.write(`<meta ${isHeader ? 'http-equiv' : 'name'}="${name}" content="${value}">`);
          }
          // What is given for the head takes the title's place.
          all(p.Head ?? [`<title>${p.Title ?? 'HTML TABLE'}</title>`]);
          if (p.CssUri !== undefined) ctx.write(`<link rel="stylesheet" type="text/css" href="${p.CssUri}" />`);
          ctx.write('</head><body>');
          all(p.Body);
        }
        all(p.PreContent);
        table();
      },
      process() {
        const item = p.InputObject;
        if (item === null || item === undefined) return;
        count += 1;
        const isFirst = chosen === undefined || asList;
        if (isFirst) chosen = columns(item);
        if (chosen === undefined || chosen.length === 0) { chosen = undefined; return; }
        const row = cells(item);
        if (asList) {
          if (count > 1) ctx.write('<tr><td><hr></td></tr>');
          for (const [n, v] of row) ctx.write(`<tr><td>${n}:</td><td>${htmlText(v)}</td></tr>`);
          return;
        }
        if (isFirst) {
          const options = chosen.length === row.length ? chosen.map((c) => c.options) : [];
          ctx.write(`<colgroup>${row.map((_, k) => `<col${option('width', options[k]?.get('width'))}${option('align', options[k]?.get('alignment'))}/>`).join('')}</colgroup>`);
          ctx.write(`<tr>${row.map(([n]) => `<th>${n}</th>`).join('')}</tr>`);
        }
        ctx.write(`<tr>${row.map(([, v]) => `<td>${htmlText(v)}</td>`).join('')}</tr>`);
      },
      end() {
        ctx.write('</table>');
        all(p.PostContent);
        if (page) ctx.write('</body></html>');
      },
    };
  },
});
export const htmlCmdlets = [convertToHtml] as const;
