import type { Rule } from './rule.ts';
import { RULES_TEXT } from './rulesText.ts';

/** What the README says of a rule, with its examples, and how the rule is silenced; Markdown. */
export function ruleMarkdown({ id, name, summary, documentation }: Rule): string {
  const from = RULES_TEXT.indexOf(`\n## ${id} `), next = RULES_TEXT.indexOf('\n## ', from + 1);
  const text = from < 0 ? `## ${id} ${name}\n\n${summary} ${documentation}` : RULES_TEXT.slice(from + 1, next < 0 ? undefined : next).trim();
  return `${text.replace('## ', '# ')}

## Another severity, or none

In the settings: \`"sma.lint.rules": { "${id}": "off" }\`, or \`error\`, \`warning\`, \`information\`, \`hint\`. In one place of a runbook:

\`\`\`powershell
# sma-lint-disable-next-line ${id} -- the reason
\`\`\`

\`# sma-lint-disable-line ${id}\` at the end of a line is about that line, \`# sma-lint-disable ${id}\` about the whole file.
`;
}
