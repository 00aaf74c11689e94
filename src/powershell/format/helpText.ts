/** How help is shown: its sections one below the other, indented, by the view that Get-Help was asked for. */
import type { Value } from '../runtime/values/value.ts';
import { blanks, wrapLines } from './displayCells.ts';
import type { ObjectView } from './objectView.ts';

const INDENT = 4, WIDTH = 120;
const COMMON = '    This cmdlet supports the common parameters: Verbose, Debug,\n    ErrorAction, ErrorVariable, WarningAction, WarningVariable,\n    OutBuffer, PipelineVariable, and OutVariable. For more information, see\n    about_CommonParameters (https://go.microsoft.com/fwlink/?LinkID=113216). ';

/** Text comes together in a line, which stands as deep as the frame in which it ends. */
class Screen {
  readonly lines: string[] = [];
  private buffer = '';
  private depth = 0;
  readonly view: ObjectView;
  constructor(view: ObjectView) { this.view = view; }
  text(text: string): this { this.buffer += text; return this; }
  line(text = ''): this {
    const indent = blanks(this.depth * INDENT);
    for (const part of wrapLines(this.buffer + text, WIDTH - indent.length)) this.lines.push(indent + part);
    this.buffer = '';
    return this;
  }
  frame(inside: () => void): this { this.depth++; inside(); this.depth--; return this; }
  /** A property as text, by path. */
  of(target: Value, path: string): string { const value = this.at(target, path); return value === null || value === undefined ? '' : this.view.text(value); }
  at(target: Value, path: string): Value { let value: Value = target; for (const name of path.split('.')) { if (value === null || value === undefined) return null; value = this.view.property(value, name) ?? null; } return value; }
  items(target: Value, path: string): Value[] {
    const value = this.at(target, path), all = value === null ? [] : this.view.enumerate(value);
    return all === undefined ? [value] : [...all].filter((item) => item !== null && item !== undefined);
  }
}
const paragraphs = (s: Screen, target: Value, name: string): void => { for (const item of s.items(target, name)) s.line(s.of(item, 'Text')); };

function details(s: Screen, help: Value): void {
  s.line('NAME').frame(() => s.line(s.of(help, 'details.name')).line());
  s.line('SYNOPSIS').frame(() => { paragraphs(s, help, 'details.description'); s.line().line(); });
}
const value = (s: Screen, parameter: Value): string => {
  const group = s.items(parameter, 'parameterValueGroup.parameterValue'), held = s.at(parameter, 'parameterValue');
  return group.length > 0 ? ` {${group.map((x) => s.view.text(x)).join(' | ')}}` : held === null ? '' : ` <${s.view.text(held)}>`;
};
function syntaxOf(s: Screen, parameter: Value): string {
  const isOptional = s.of(parameter, 'required') !== 'true', isPositional = /^[1-9]\d*$/.test(s.of(parameter, 'position')), name = s.of(parameter, 'name'), held = value(s, parameter);
  return isOptional ? `[${isPositional ? `[-${name}]` : `-${name}`}${held}] ` : `${isPositional ? `[-${name}]` : `-${name}`}${held} `;
}
/** Workflows have parameters of their own kind beside the common ones. */
const ofWorkflow = (s: Screen, help: Value): string => (s.of(help, 'Category') === 'Workflow' ? '[<WorkflowCommonParameters>] ' : '');
function syntax(s: Screen, help: Value): void {
  s.line('SYNTAX').frame(() => {
    for (const item of s.items(help, 'syntax.syntaxItem')) {
      s.text(`${s.of(item, 'name')} `);
      for (const parameter of s.items(item, 'parameter')) s.text(syntaxOf(s, parameter));
      s.line(`${ofWorkflow(s, help)}[<CommonParameters>]`).line();
    }
    s.line();
  });
}
function description(s: Screen, help: Value): void {
  s.line('DESCRIPTION').frame(() => { paragraphs(s, help, 'description'); s.line(); }).line();
}
function links(s: Screen, help: Value): void {
  s.line('RELATED LINKS').frame(() => {
    for (const link of s.items(help, 'relatedLinks.navigationLink')) { const text = s.of(link, 'linkText'); s.line(`${text}${text === '' ? '' : ' '}${s.of(link, 'uri')}`); }
  });
}
function remarks(s: Screen, help: Value): void {
  const name = s.of(help, 'details.name'), say = (what: string, option: string): void => { s.line(`${what}, type: "Get-Help ${name} -${option}"`); };
  s.line('REMARKS').frame(() => { say('To see the examples', 'Examples'); say('For more information', 'Detailed'); say('For technical information', 'Full'); });
  if (s.items(help, 'relatedLinks.navigationLink').length > 0) s.text(`    For online help, type: "Get-Help ${name} -Online"`);
}
function examples(s: Screen, help: Value): void {
  for (const example of s.items(help, 'examples.example')) {
    s.line(s.of(example, 'title')).line();
    for (const item of s.items(example, 'introduction')) s.text(s.of(item, 'Text'));
    s.line(s.of(example, 'code')).line(s.of(example, 'results'));
    paragraphs(s, example, 'remarks');
  }
}
/** The parameter's name with the type it takes. */
function headOf(s: Screen, parameter: Value): string {
  const held = s.at(parameter, 'parameterValue');
  return `-${s.of(parameter, 'name')}${held === null ? '' : s.of(held, 'required') === 'true' ? ` <${s.view.text(held)}>` : ` [<${s.view.text(held)}>]`}`;
}
const common = (s: Screen): void => { s.line('<CommonParameters>').frame(() => s.text(COMMON)).line().line(); };
function fullParameter(s: Screen, parameter: Value): void {
  s.line(headOf(s, parameter)).frame(() => {
    paragraphs(s, parameter, 'description');
    s.line();
    for (const [label, name] of [['Required?', 'required'], ['Position?', 'position'], ['Default value', 'defaultValue'], ['Accept pipeline input?', 'pipelineInput'], ['Aliases', 'aliases'], ['Accept wildcard characters?', 'globbing']] as const) {
      s.line(label.padEnd(29) + (name === 'position' && s.of(parameter, name) === '' ? 'Named' : s.of(parameter, name)));
    }
    s.line();
  });
}
function types(s: Screen, help: Value, head: string, path: string): void {
  s.line(head).frame(() => { for (const item of s.items(help, path)) s.line(s.of(item, 'type.name')).line(); s.line(); });
}
const begin = (s: Screen, help: Value): void => { details(s, help); syntax(s, help); description(s, help); };

const VIEWS_OF_HELP: Readonly<Record<string, (s: Screen, help: Value) => void>> = {
  '': (s, help) => { begin(s, help); links(s, help); s.line(); remarks(s, help); },
  DetailedView: (s, help) => {
    begin(s, help);
    s.line('PARAMETERS').frame(() => {
      for (const parameter of s.items(help, 'parameters.parameter')) s.line(headOf(s, parameter)).frame(() => { paragraphs(s, parameter, 'description'); s.line(); });
      common(s);
    });
    s.frame(() => { examples(s, help); });
    remarks(s, help);
  },
  FullView: (s, help) => {
    begin(s, help);
    s.line('PARAMETERS').frame(() => { for (const parameter of s.items(help, 'parameters.parameter')) fullParameter(s, parameter); common(s); });
    types(s, help, 'INPUTS', 'inputTypes.inputType');
    types(s, help, 'OUTPUTS', 'returnValues.returnValue');
    if (s.at(help, 'alertSet') !== null) s.line('NOTES').frame(() => { s.line(s.of(help, 'alertSet.title')); paragraphs(s, help, 'alertSet.alert'); s.line(); });
    s.frame(() => { examples(s, help); s.line(); });
    links(s, help);
  },
  ExamplesView: (s, help) => { details(s, help); s.frame(() => { examples(s, help); }); },
};
/** Help of what nobody wrote any for: how it is called. */
function reduced(s: Screen, help: Value): void {
  s.line('NAME').frame(() => s.line(s.of(help, 'details.name')).line());
  s.line('SYNTAX').frame(() => {
    for (const item of s.items(help, 'syntax.syntaxItem')) {
      s.text(`${s.of(item, 'name')} `);
      for (const parameter of s.items(item, 'parameter')) s.text(syntaxOf(s, parameter));
      s.line(s.of(help, 'CommonParameters') === 'True' ? ` ${ofWorkflow(s, help)}[<CommonParameters>]` : ' ').line();
    }
  }).line();
  s.line('ALIASES').frame(() => s.line(s.of(help, 'aliases'))).line();
  s.line('REMARKS').frame(() => s.line(s.of(help, 'remarks')));
}
const ALL: Readonly<Record<string, (s: Screen, help: Value) => void>> = { ...VIEWS_OF_HELP, '#reduced': reduced, '#parameter': fullParameter };

/** Help as one of the views shows it (`HELP_VIEWS`). */
export function helpText(view: string, help: Value, of: ObjectView): string {
  const screen = new Screen(of);
  ALL[view]?.(screen, help);
  return screen.line().lines.join('\n');
}
