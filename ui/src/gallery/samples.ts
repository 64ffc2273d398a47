import type { View } from "../contract/View";
import written from "../contract/samples.json";

export interface Sample {
  name: string;
  view: View;
}

export const samples = written as unknown as Sample[];

/** The same screen as it looks while practising. */
export function practised(view: View): View {
  const practice = samples.find((sample) => sample.view.practice !== null)?.view.practice ?? null;
  return { ...view, practice: view.practice ?? practice };
}

/** A moment that fits a sample: shortly after the last thing that happened in it. */
export function sampleNow(view: View, slow = false): number {
  const moments = [
    ...JSON.stringify(view).matchAll(/"(?:at|since|checkedAt|answeredAt|enteredAt)":(\d{13})/g),
  ];
  const last = Math.max(0, ...moments.map((found) => Number(found[1])));
  if (last === 0) return Date.now();
  return last + (view.screen.kind === "panel" ? 125_000 : slow ? 6000 : 300);
}
