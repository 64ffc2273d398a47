import type { Message } from "../contract/Message";
import type { MessageKey } from "../contract/MessageKey";
import type { View } from "../contract/View";
import written from "../contract/samples.json";

export interface Sample {
  name: string;
  view: View;
}

export const samples = written as unknown as Sample[];

/** The same screen with the report for support opened: what the core would say, in short. */
export function told(view: View): View {
  const { screen, support } = view;
  if (screen.kind !== "panel") return view;
  const row = (what: MessageKey, text: string): Message => ({
    key: "report_row",
    args: { what: { message: { key: what, args: {} } }, line: { text } },
  });
  const { identity } = screen;
  const report: Message[][] = [
    [
      row("strip_shop", screen.home),
      row("identity_reference", identity.reference),
      row("strip_codes", support.codes.join(" ")),
      row("identity_app", `${view.version} · ${view.system}`),
    ],
    screen.lines.map((line): Message => ({
      key: "report_line",
      args: {
        what: { message: { key: `line_${line.id}`, args: {} } },
        standing: { message: { key: `state_${line.state}`, args: {} } },
        ...(line.code
          ? { named: { message: { key: "report_code", args: { code: { text: line.code } } } } }
          : {}),
      },
    })),
    [
      row("identity_store_id", identity.storeId ?? ""),
      row("identity_integration", identity.integrationId ?? ""),
      row("identity_installation", identity.installationId ?? ""),
      row("identity_meum_key", identity.meumKeyPrefix ?? ""),
    ],
  ];
  const place = `/home/anna/Downloads/meum-report-${identity.reference}.png`;
  return {
    ...view,
    main: "report",
    support: { ...support, told: report, saving: null, isOld: false, saved: { form: "picture", place } },
  };
}

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
