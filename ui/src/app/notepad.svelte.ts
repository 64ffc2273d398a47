/** What the practice notebook offers to the fields on the screen. */
export type Filling =
  | { kind: "address"; address: string }
  | { kind: "keys"; key: string; secret: string }
  | { kind: "meumKey"; key: string };

export class Notepad {
  filling = $state.raw<Filling | null>(null);

  offer(filling: Filling): void {
    this.filling = filling;
  }

  /** Takes what is offered if it is of this kind. */
  take<Kind extends Filling["kind"]>(kind: Kind): Extract<Filling, { kind: Kind }> | null {
    const filling = this.filling;
    if (filling?.kind !== kind) return null;
    this.filling = null;
    return filling as Extract<Filling, { kind: Kind }>;
  }
}
