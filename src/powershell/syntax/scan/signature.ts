const begin = 'sig#beginsignatureblock\n';
const threshold = 10;

/** Edits needed to make one text of another (Levenshtein). */
function distance(first: string, second: string): number {
  let row = Array.from({ length: second.length + 1 }, (_, column) => column);
  for (let i = 1; i <= first.length; i++) {
    const next = [i];
    for (let j = 1; j <= second.length; j++) {
      next.push(first[i - 1] === second[j - 1] ? row[j - 1]! : Math.min(row[j]!, next[j - 1]!, row[j - 1]!) + 1);
    }
    row = next;
  }
  return row[second.length]!;
}

/**
 * Whether a comment reads like `# SIG # Begin signature block`. Code behind it is an error, also where it only looks
 * similar, so that nobody overlooks what stands below a false signature (about_Signing).
 */
export function looksLikeSignature(comment: string): boolean {
  if (comment.length < begin.length - threshold - 1) return false;
  let plain = '';
  // Blanks do not count; a comment longer than the threshold allows cannot be similar.
  for (const character of comment) {
    if (character === ' ' || character === '\t') continue;
    plain += character;
    if (plain.length > begin.length + threshold) return false;
  }
  if (plain.length + 1 < begin.length - threshold || !/[sb][il1]g/i.test(plain)) return false;
  return distance(`${plain.toLowerCase()}\n`, begin) < threshold;
}
