/** Says of names whether the letters of `query` are in them in their order, as the editor's own search takes it. */
export function matching(query: string): (name: string) => boolean {
  const letters = query.toLowerCase().replaceAll(/\s/g, '');
  return (name) => {
    const text = name.toLowerCase();
    let at = 0;
    for (let i = 0; i < letters.length; i++) {
      at = text.indexOf(letters.charAt(i), at) + 1;
      if (at === 0) return false;
    }
    return true;
  };
}
