import { type Action, ControlError, type ControlInput } from './control-switchboard.ts';
import { setRecentMessagesDown } from './recent-messages.ts';
import { openLibrary } from './scenarios/library.ts';
import type { Story } from './scenarios/read-story.ts';

/** Stories and faults, started and switched by name. */
export const SCENARIO_ACTIONS: Readonly<Record<string, Action>> = {
  /** Without `name` only the faults. */
  scenario({ theatre }, input) {
    const speed = readSpeed(input);
    const faults = input.list('faults');
    const unknown = faults.find((name) => !openLibrary().faults.some((fault) => fault.name === name));
    if (unknown !== undefined) throw new ControlError(`there is no fault "${unknown}"`);
    if (input.has('name') && !theatre.start(input.text('name'), speed)) {
      throw new ControlError(`there is no scenario "${input.text('name')}"`);
    }
    for (const fault of faults) theatre.switchOn(fault, speed);
    return { scenario: theatre.scenario, faults: theatre.faults };
  },
  'scenario/stop'({ theatre }) {
    theatre.stop();
    return {};
  },
  fault({ theatre }, input) {
    const name = input.text('name');
    if (!input.flag('on', true)) theatre.switchOff(name);
    else if (!theatre.switchOn(name, readSpeed(input))) throw new ControlError(`there is no fault "${name}"`);
    return { faults: theatre.faults };
  },
  'recent-messages'({ world }, input) {
    setRecentMessagesDown(world, input.flag('isDown', false));
    return {};
  },
};

function readSpeed(input: ControlInput): number {
  const speed = input.number('speed', 1);
  if (speed <= 0) throw new ControlError('"speed" must be more than 0');
  return speed;
}

/** `GET /sim/scenarios`: what there is, with title and one sentence in both languages. */
export function listScenarios(): unknown {
  const describe = ({ name, words, endSeconds, undo }: Story): unknown => ({
    name,
    ...words,
    endSeconds,
    /** False for what happens once and needs no switching off. */
    lasts: undo.length > 0,
  });
  const { scenarios, faults } = openLibrary();
  return { scenarios: scenarios.map(describe), faults: faults.map(describe) };
}
