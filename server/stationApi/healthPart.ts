/**
 * One part of the station's health: a light and the numbers behind it. Another part is another
 * function in the list that station.ts hands to openHealth; numbers only, never a word of a person.
 */
export type Light = 'green' | 'yellow' | 'red';

interface PartReading {
	light: Light;
	/** Stand side by side in the answer, so their names are the part's own. */
	facts: Record<string, unknown>;
}

export type HealthPart = () => Promise<PartReading>;

const order: readonly Light[] = ['green', 'yellow', 'red'];

export function worstOf(lights: readonly Light[]): Light {
	return order[Math.max(0, ...lights.map((light) => order.indexOf(light)))] ?? 'green';
}
