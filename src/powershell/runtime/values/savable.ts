/** Classes that describe types, and whose objects a checkpoint keeps: they tell themselves, as they may not be loaded before the types are. */

interface Class { readonly prototype: object }
const classes = new Map<string, Class>();

/** `name` outlives a renaming of the class. */
export function savable(name: string, made: Class): void { classes.set(name, made); }
/** @public */
export const savableNames = (): string[] => [...classes.keys()];
export const savableNamed = (name: string): Class | undefined => classes.get(name);
export function savableName(v: object): string | undefined {
  for (const [name, made] of classes) if (made === v.constructor) return name;
  return undefined;
}
