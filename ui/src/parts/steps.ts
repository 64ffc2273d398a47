import type { Step } from "../contract/Step";
import { m } from "../paraglide/messages.js";

export const STEP_NAMES: Record<Step, () => string> = {
  welcome: m.step_welcome,
  yourShop: m.step_yourShop,
  shopKeys: m.step_shopKeys,
  meumKey: m.step_meumKey,
  review: m.step_review,
  handOver: m.step_handOver,
  panel: m.step_panel,
};
