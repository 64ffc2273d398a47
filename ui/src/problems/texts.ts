/** The sentences of every problem. A code without its three sentences does not compile. */
import type { AddressFault } from "../contract/AddressFault";
import type { Credential } from "../contract/Credential";
import type { ProblemCode } from "../contract/ProblemCode";
import { m } from "../paraglide/messages.js";
import type { Words } from "./words";

type Sentence = (words: Words) => string;

/** What a problem is called, what it means for selling, and the one thing to do. */
interface Told {
  title: Sentence;
  means: Sentence;
  next: Sentence;
  /** What to ask of whoever gets the note, with the technical change. */
  ask?: Sentence;
}

export interface ProblemTexts extends Told {
  /** What to call the other party when the answer did not name it. */
  other?: () => string;
  /** What the quoted words are, if not somebody's. */
  words?: () => string;
  /** What reads differently when an address to use instead is known. */
  instead?: Partial<Told>;
  /** What reads differently when its day is still to come. */
  early?: Partial<Told>;
  /** What reads differently by what is the matter with an address. */
  faults?: Partial<Record<AddressFault, Partial<Told> & { soft?: Partial<Told> }>>;
  /** What reads differently by which credential did not come. */
  missing?: Record<Credential, Partial<Told>>;
  /** What reads differently once the wait is over. */
  over?: Partial<Told>;
  /** What reads differently when it is a remark, no reason to stop. */
  soft?: Partial<Told> & Pick<Told, "means" | "next">;
  /** What reads differently on the pages of leaving. */
  leaving?: Partial<Told>;
}

export const PROBLEM_TEXTS: Record<ProblemCode, ProblemTexts> = {
  A01: { title: m.A01_title, means: m.A01_means, next: m.A01_next },
  A04: { title: m.A04_title, means: m.A04_means, next: m.A04_next, instead: { next: m.A04_instead_next } },
  A05: { title: m.A05_title, means: m.A05_means, next: m.A05_next },
  A06: { title: m.A06_title, means: m.A06_means, next: m.A06_next, ask: m.A06_ask },
  A07: { title: m.A07_title, means: m.A07_means, next: m.A07_next, ask: m.A07_ask },
  A08: { title: m.A08_title, means: m.A08_means, next: m.A08_next, ask: m.A08_ask },
  A09: { title: m.A09_title, means: m.A09_means, next: m.A09_next },
  A10: {
    title: m.A10_title,
    means: m.A10_means,
    next: m.A10_next,
    instead: { means: m.A10_instead_means, next: m.A10_instead_next },
  },
  A11: {
    title: m.A11_title,
    means: m.A11_means,
    next: m.A11_next,
    other: m.other_address,
    instead: { next: m.A11_instead_next },
  },
  A12: { title: m.A12_title, means: m.A12_means, next: m.A12_next, ask: m.A12_ask },
  A13: { title: m.A13_title, means: m.A13_means, next: m.A13_next, other: m.other_platform },
  A14: { title: m.A14_title, means: m.A14_means, next: m.A14_next },
  A15: {
    title: m.A15_title,
    means: m.A15_means,
    next: m.A15_next,
    instead: { means: m.A15_instead_means, next: m.A15_instead_next },
  },
  A16: { title: m.A16_title, means: m.A16_means, next: m.A16_next },
  A17: {
    title: m.A17_title,
    means: m.A17_means,
    next: m.A17_next,
    soft: { means: m.A17_soft_means, next: m.A17_soft_next },
  },
  A18: { title: m.A18_title, means: m.A18_means, next: m.A18_next },
  A19: { title: m.A19_title, means: m.A19_means, next: m.A19_next, ask: m.A19_ask },
  A20: { title: m.A20_title, means: m.A20_means, next: m.A20_next, ask: m.A20_ask },
  A22: { title: m.A22_title, means: m.A22_means, next: m.A22_next, ask: m.A22_ask },
  A21: { title: m.A21_title, means: m.A21_means, next: m.A21_next },
  B01: {
    title: m.B01_title,
    means: m.B01_means,
    next: m.B01_next,
    ask: m.B01_ask,
    early: {
      title: m.B01_early_title,
      means: m.B01_early_means,
      next: m.B01_early_next,
      ask: m.B01_early_ask,
    },
  },
  B02: {
    title: m.B02_title,
    means: m.B02_means,
    next: m.B02_next,
    soft: { means: m.B02_soft_means, next: m.B02_soft_next },
  },
  B03: {
    title: m.B03_title,
    means: m.B03_means,
    next: m.B03_next,
    ask: m.B03_ask,
    other: m.other_website,
    instead: { next: m.B03_instead_next },
  },
  B04: { title: m.B04_title, means: m.B04_means, next: m.B04_next, ask: m.B04_ask },
  B05: { title: m.B05_title, means: m.B05_means, next: m.B05_next, ask: m.B05_ask },
  B06: { title: m.B06_title, means: m.B06_means, next: m.B06_next, ask: m.B06_ask },
  B07: { title: m.B07_title, means: m.B07_means, next: m.B07_next, ask: m.B07_ask },
  B08: { title: m.B08_title, means: m.B08_means, next: m.B08_next, ask: m.B08_ask, other: m.other_security },
  B09: { title: m.B09_title, means: m.B09_means, next: m.B09_next, ask: m.B09_ask },
  C01: { title: m.C01_title, means: m.C01_means, next: m.C01_next, ask: m.C01_ask },
  C02: { title: m.C02_title, means: m.C02_means, next: m.C02_next, ask: m.C02_ask },
  C03: { title: m.C03_title, means: m.C03_means, next: m.C03_next, ask: m.C03_ask, other: m.other_firewall },
  C04: { title: m.C04_title, means: m.C04_means, next: m.C04_next },
  C05: { title: m.C05_title, means: m.C05_means, next: m.C05_next },
  C06: { title: m.C06_title, means: m.C06_means, next: m.C06_next },
  C07: { title: m.C07_title, means: m.C07_means, next: m.C07_next, ask: m.C07_ask },
  C08: { title: m.C08_title, means: m.C08_means, next: m.C08_next, ask: m.C08_ask },
  C09: { title: m.C09_title, means: m.C09_means, next: m.C09_next, ask: m.C09_ask },
  C10: { title: m.C10_title, means: m.C10_means, next: m.C10_next, ask: m.C10_ask },
  C11: { title: m.C11_title, means: m.C11_means, next: m.C11_next, ask: m.C11_ask },
  C12: { title: m.C12_title, means: m.C12_means, next: m.C12_next },
  D01: { title: m.D01_title, means: m.D01_means, next: m.D01_next },
  D02: { title: m.D02_title, means: m.D02_means, next: m.D02_next, ask: m.D02_ask },
  D03: {
    title: m.D03_title,
    means: m.D03_means,
    next: m.D03_next,
    ask: m.D03_ask,
    other: m.other_privacyPlugin,
    soft: { title: m.D03_soft_title, means: m.D03_soft_means, next: m.D03_soft_next },
  },
  D04: {
    title: m.D04_title,
    means: m.D04_means,
    next: m.D04_next,
    ask: m.D04_ask,
    other: m.other_securityPlugin,
  },
  D05: {
    title: m.D05_title,
    means: m.D05_means,
    next: m.D05_next,
    ask: m.D05_ask,
    soft: { means: m.D05_soft_means, next: m.D05_soft_next },
  },
  D06: { title: m.D06_title, means: m.D06_means, next: m.D06_next },
  D07: { title: m.D07_title, means: m.D07_means, next: m.D07_next },
  D08: { title: m.D08_title, means: m.D08_means, next: m.D08_next, ask: m.D08_ask },
  D09: { title: m.D09_title, means: m.D09_means, next: m.D09_next },
  D10: {
    title: m.D10_title,
    means: m.D10_means,
    next: m.D10_next,
    instead: { means: m.D10_instead_means, next: m.D10_instead_next },
  },
  E01: { title: m.E01_title, means: m.E01_means, next: m.E01_next },
  E05: { title: m.E05_title, means: m.E05_means, next: m.E05_next },
  E06: { title: m.E06_title, means: m.E06_means, next: m.E06_next },
  E07: { title: m.E07_title, means: m.E07_means, next: m.E07_next },
  E08: { title: m.E08_title, means: m.E08_means, next: m.E08_next },
  E09: { title: m.E09_title, means: m.E09_means, next: m.E09_next },
  E10: { title: m.E10_title, means: m.E10_means, next: m.E10_next },
  E11: { title: m.E11_title, means: m.E11_means, next: m.E11_next },
  E12: { title: m.E12_title, means: m.E12_means, next: m.E12_next },
  E13: { title: m.E13_title, means: m.E13_means, next: m.E13_next },
  E14: { title: m.E14_title, means: m.E14_means, next: m.E14_next },
  E15: { title: m.E15_title, means: m.E15_means, next: m.E15_next },
  E16: { title: m.E16_title, means: m.E16_means, next: m.E16_next },
  E17: {
    title: m.E17_title,
    means: m.E17_means,
    next: m.E17_next,
    faults: {
      notAnAddress: { means: m.E17_notAnAddress_means },
      notHttps: { means: m.E17_notHttps_means },
      hasSignIn: { means: m.E17_hasSignIn_means },
      hasFragment: { means: m.E17_hasFragment_means },
      otherDomain: { means: m.E17_otherDomain_means },
      notPublic: { means: m.E17_notPublic_means },
      tooLong: { means: m.E17_tooLong_means },
      holdsKey: { means: m.E17_holdsKey_means },
    },
  },
  F01: { title: m.F01_title, means: m.F01_means, next: m.F01_next },
  F02: { title: m.F02_title, means: m.F02_means, next: m.F02_next },
  F03: { title: m.F03_title, means: m.F03_means, next: m.F03_next },
  F04: { title: m.F04_title, means: m.F04_means, next: m.F04_next },
  F05: { title: m.F05_title, means: m.F05_means, next: m.F05_next },
  F06: {
    title: m.F06_title,
    means: m.F06_means,
    next: m.F06_next,
    ask: m.F06_ask,
    soft: { title: m.F06_soft_title, means: m.F06_soft_means, next: m.F06_soft_next },
  },
  F07: { title: m.F07_title, means: m.F07_means, next: m.F07_next, ask: m.F07_ask },
  F08: { title: m.F08_title, means: m.F08_means, next: m.F08_next },
  F09: {
    title: m.F09_title,
    means: m.F09_means,
    next: m.F09_next,
    ask: m.F09_ask,
    soft: { means: m.F09_soft_means, next: m.F09_soft_next },
  },
  F10: { title: m.F10_title, means: m.F10_means, next: m.F10_next },
  F11: { title: m.F11_title, means: m.F11_means, next: m.F11_next },
  G01: {
    title: m.G01_title,
    means: m.G01_means,
    next: m.G01_next,
    leaving: { title: m.G01_leaving_title, means: m.G01_leaving_means, next: m.G01_leaving_next },
  },
  G02: { title: m.G02_title, means: m.G02_means, next: m.G02_next },
  G03: { title: m.G03_title, means: m.G03_means, next: m.G03_next },
  G04: { title: m.G04_title, means: m.G04_means, next: m.G04_next },
  G05: { title: m.G05_title, means: m.G05_means, next: m.G05_next },
  G06: { title: m.G06_title, means: m.G06_means, next: m.G06_next },
  G07: { title: m.G07_title, means: m.G07_means, next: m.G07_next, over: { next: m.G07_over_next } },
  G08: { title: m.G08_title, means: m.G08_means, next: m.G08_next },
  G09: {
    title: m.G09_title,
    means: m.G09_means,
    next: m.G09_next,
    leaving: { next: m.G09_leaving_next },
  },
  G10: { title: m.G10_title, means: m.G10_means, next: m.G10_next },
  G12: { title: m.G12_title, means: m.G12_means, next: m.G12_next },
  G22: {
    title: m.G22_title,
    means: m.G22_means,
    next: m.G22_next,
    leaving: { next: m.G22_leaving_next },
    missing: {
      apiKey: { title: m.G22_noKey_title, means: m.G22_noKey_means },
      webhookSecret: { title: m.G22_noSecret_title, means: m.G22_noSecret_means },
    },
  },
  G13: { title: m.G13_title, means: m.G13_means, next: m.G13_next },
  G14: { title: m.G14_title, means: m.G14_means, next: m.G14_next },
  G15: { title: m.G15_title, means: m.G15_means, next: m.G15_next },
  G16: { title: m.G16_title, means: m.G16_means, next: m.G16_next },
  G18: { title: m.G18_title, means: m.G18_means, next: m.G18_next },
  G19: {
    title: m.G19_title,
    means: m.G19_means,
    next: m.G19_next,
    other: m.other_address,
    soft: { means: m.G19_means, next: m.G19_soft_next },
    faults: { otherDomain: { means: m.G19_otherDomain_means, next: m.G19_otherDomain_next } },
  },
  G20: { title: m.G20_title, means: m.G20_means, next: m.G20_next },
  H01: { title: m.H01_title, means: m.H01_means, next: m.H01_next },
  H23: { title: m.H23_title, means: m.H23_means, next: m.H23_next },
  H24: { title: m.H24_title, means: m.H24_means, next: m.H24_next, other: m.other_gateways },
  H02: { title: m.H02_title, means: m.H02_means, next: m.H02_next },
  H03: { title: m.H03_title, means: m.H03_means, next: m.H03_next },
  H04: { title: m.H04_title, means: m.H04_means, next: m.H04_next, ask: m.H04_ask },
  H05: {
    title: m.H05_title,
    means: m.H05_means,
    next: m.H05_next,
    soft: { means: m.H05_soft_means, next: m.H05_soft_next },
    faults: { behindLinks: { next: m.H05_behindLinks_next, soft: { next: m.H05_behindLinks_soft_next } } },
  },
  H17: { title: m.H17_title, means: m.H17_means, next: m.H17_next },
  H06: { title: m.H06_title, means: m.H06_means, next: m.H06_next },
  H08: { title: m.H08_title, means: m.H08_means, next: m.H08_next },
  H09: {
    title: m.H09_title,
    means: m.H09_means,
    next: m.H09_next,
    other: m.other_address,
    soft: { means: m.H09_soft_means, next: m.H09_soft_next },
    leaving: { title: m.H09_leaving_title, means: m.H09_leaving_means, next: m.H09_leaving_next },
  },
  H11: { title: m.H11_title, means: m.H11_means, next: m.H11_next },
  H12: {
    title: m.H12_title,
    means: m.H12_means,
    next: m.H12_next,
    leaving: { means: m.H12_leaving_means },
  },
  H14: {
    title: m.H14_title,
    means: m.H14_means,
    next: m.H14_next,
    leaving: { title: m.H14_leaving_title, means: m.H14_leaving_means, next: m.H14_leaving_next },
  },
  H21: { title: m.H21_title, means: m.H21_means, next: m.H21_next },
  H22: { title: m.H22_title, means: m.H22_means, next: m.H22_next },
  H15: { title: m.H15_title, means: m.H15_means, next: m.H15_next },
  H18: { title: m.H18_title, means: m.H18_means, next: m.H18_next },
  H19: {
    title: m.H19_title,
    means: m.H19_means,
    next: m.H19_next,
    leaving: { title: m.H19_leaving_title, means: m.H19_leaving_means, next: m.H19_leaving_next },
  },
  H20: { title: m.H20_title, means: m.H20_means, next: m.H20_next },
  H16: { title: m.H16_title, means: m.H16_means, next: m.H16_next },
  G11: { title: m.G11_title, means: m.G11_means, next: m.G11_next },
  G17: { title: m.G17_title, means: m.G17_means, next: m.G17_next },
  S01: { title: m.S01_title, means: m.S01_means, next: m.S01_next },
  S02: { title: m.S02_title, means: m.S02_means, next: m.S02_next },
  S03: { title: m.S03_title, means: m.S03_means, next: m.S03_next },
  S04: { title: m.S04_title, means: m.S04_means, next: m.S04_next },
  S05: { title: m.S05_title, means: m.S05_means, next: m.S05_next, words: m.page_address },
  S06: { title: m.S06_title, means: m.S06_means, next: m.S06_next },
  S07: { title: m.S07_title, means: m.S07_means, next: m.S07_next },
  S08: { title: m.S08_title, means: m.S08_means, next: m.S08_next },
  S09: { title: m.S09_title, means: m.S09_means, next: m.S09_next },
  S10: { title: m.S10_title, means: m.S10_means, next: m.S10_next },
};
