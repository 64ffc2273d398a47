/** Meum's status words in plain ones. A word that is not here is shown as Meum wrote it, alone. */
import { m } from "../../paraglide/messages.js";

const PLAIN: Readonly<Record<string, (() => string) | undefined>> = {
  CONNECTED: m.word_connected,
  HEALTHY: m.word_healthy,
  OK: m.word_healthy,
  ACTIVE: m.word_active,
  PENDING: m.word_pending,
  DEGRADED: m.word_degraded,
  FAILING: m.word_failing,
  FAILED: m.word_failing,
  DISABLED: m.word_disabled,
  REVOKED: m.word_revoked,
  EXPIRED: m.word_expired,
  DISCONNECTED: m.word_disconnected,
  NOT_CONNECTED: m.word_disconnected,
  SUSPENDED: m.word_suspended,
  NEVER: m.word_none,
  NO_DELIVERIES: m.word_none,
};

export function plainWord(word: string): string | null {
  const known = word.toUpperCase().replaceAll(/[- ]/g, "_");
  return Object.hasOwn(PLAIN, known) ? (PLAIN[known]?.() ?? null) : null;
}
