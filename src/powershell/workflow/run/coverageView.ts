/** A workflow as who counts what has run sees it: its statements, one by one. */
import type { Coverage } from '../../runtime/debug/coverage.ts';
import type { Fiber, Position } from './fiber.ts';

export class CoverageView {
  private readonly coverage: Coverage;
  constructor(coverage: Coverage) { this.coverage = coverage; }
  /** Before every activity. */
  ask(_: Fiber, at: Position): void {
    const { node } = at;
    if (at.asked || at.pc !== 0 || !node.isStatement) return;
    at.asked = true;
    this.coverage.at(at.scope, (node.site ??= this.coverage.site(at.scope.source, node.mark)));
  }
}
