/** Findings as SARIF 2.1.0 (OASIS), which code scanning services read. */
import type { LineMap } from '../../powershell/index.ts';
import type { Finding } from './lint.ts';
import type { Severity } from './rule.ts';
import { RULES } from './rules/index.ts';

export interface FileFindings {
  /** Relative, with forward slashes. */
  readonly path: string;
  readonly lines: LineMap;
  readonly findings: readonly Finding[];
}

const level = (severity: Severity): 'error' | 'warning' | 'note' => (severity === 'error' || severity === 'warning' ? severity : 'note');

/** A text without placeholders and links (SARIF 2.1.0, 3.11.5 and 3.11.6): braces are doubled, and a bracket that would begin a link is escaped. */
const plain = (text: string): string => text.replace(/[{}]/g, '$&$&').replace(/\[(?=[^[\]]*\]\()/g, '\\[');

/** One run over some files; all rules are described in it, also those that found nothing, and why files could not be read: without them it is not complete. */
export function sarifLog(files: readonly FileFindings[], version: string, unread: readonly string[] = []): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: 'SMA Runbooks', version,
          rules: RULES.map((rule) => ({
            id: rule.id, name: rule.name, shortDescription: { text: plain(rule.summary) }, fullDescription: { text: plain(rule.documentation) },
            defaultConfiguration: { level: level(rule.severity) }, properties: { category: rule.category },
          })),
        },
      },
      invocations: [{ executionSuccessful: unread.length === 0, toolExecutionNotifications: unread.map((text) => ({ level: 'error', message: { text: plain(text) } })) }],
      columnKind: 'utf16CodeUnits',
      results: files.flatMap(({ path, lines, findings }) => findings.map((finding) => {
        const from = lines.position(finding.start), to = lines.position(finding.end);
        return {
          ruleId: finding.rule.id, ruleIndex: RULES.indexOf(finding.rule), level: level(finding.severity), message: { text: plain(finding.message) },
          locations: [{
            physicalLocation: {
              artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/') },
              region: { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column },
            },
          }],
        };
      })),
    }],
  };
}
