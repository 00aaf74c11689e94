/** Which loop a break or continue is meant for. */
import type { Frame } from '../../run/frame.ts';

/** Whether a break or continue is meant for the loop with this label; takes the label when it is. */
export function mine(f: Frame, label: string | undefined): boolean {
  if (f.label === undefined) return true;
  if (label === undefined || f.label.toLowerCase() !== label.toLowerCase()) return false;
  f.label = undefined;
  return true;
}
