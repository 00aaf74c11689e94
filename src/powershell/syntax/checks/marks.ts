/** The places where there is something to check, so that everything else can be passed over. */
export class Marks {
  readonly #places: Uint32Array;
  readonly #everywhere: boolean;
  /** Index of the place asked for last: questions come nearly in the order of the text. */
  #at = 0;

  constructor(places: readonly number[], everywhere: boolean) {
    this.#places = Uint32Array.from(everywhere ? [] : places).sort();
    this.#everywhere = everywhere;
  }

  /** Whether there is something to check from `start` to before `end`. */
  touch(start: number, end: number): boolean {
    if (this.#everywhere) return true;
    const places = this.#places;
    let at = this.#at;
    while (at > 0 && places[at - 1]! >= start) at--;
    while (at < places.length && places[at]! < start) at++;
    this.#at = at;
    return at < places.length && places[at]! < end;
  }
}
