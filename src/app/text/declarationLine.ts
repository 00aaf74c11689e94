/** The line (from 0) that a runbook begins on: its `workflow`, else its `param`, else the first. */
export function declarationLine(text: string): number {
  // Comments keep their line ends, so that the lines are counted right.
  const code = text.replace(/<#[\s\S]*?#>/g, (comment) => comment.replace(/[^\n]/g, ' '));
  const found = /^[ \t]*workflow[ \t]+[\p{L}_]/imu.exec(code) ?? /^[ \t]*param[ \t]*\(/im.exec(code);
  return found === null ? 0 : code.slice(0, found.index).split('\n').length - 1;
}
