/** The view of one step, by its name. */
import type { StepView } from "../contract/StepView";
import type { WizardView } from "../contract/WizardView";

export type StepOf<Kind extends StepView["kind"]> = Extract<StepView, { kind: Kind }>;

export interface StepProps<Kind extends StepView["kind"]> {
  wizard: WizardView;
  step: StepOf<Kind>;
}
