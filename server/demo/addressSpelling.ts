/** The many ways in which communities write one and the same door. */
import type { Chance } from './chance.ts';
import type { DemoPlace } from './demoCommunity.ts';

type Spelling = (place: DemoPlace) => string;

const flats: readonly Spelling[] = [
	({ building, unit, room }) => `${building}号楼${unit}单元${room}`,
	({ building, unit, room }) => `${building}#楼${unit}-${room}`,
	({ building, unit, room }) => `${building}-${unit}-${room}`,
	({ building, unit, room }) => `${inWords(building)}号楼${inWords(unit)}单元${room}室`,
	({ building, unit, room }) => `${building}栋${unit}单元${room}室`,
	({ building, unit, room }) => `${building}号楼 ${unit}-${room}`,
	({ building, unit, room }) => `${building}＃${unit}单元${room}户`
];
const houses: readonly Spelling[] = [
	({ building, room }) => `${building}${room}号`,
	({ building, room }) => `平房${building}${room}号`
];
const shops: readonly Spelling[] = [
	({ building, room }) => `${building}号楼${room}`,
	({ building, room }) => `${building}#${room}号`
];

/** A list is typed building by building, by one hand, with a slip now and then. */
export function openSpelling(chance: Chance): Spelling {
	const habits = new Map<string, Spelling>();
	return (place) => {
		const ways = waysOf(place);
		if (chance.percent(4)) return chance.pick(ways)(place);
		const key = `${place.estate}${place.building}${place.type}`;
		const habit = habits.get(key) ?? ways[habits.size % ways.length] ?? chance.pick(ways);
		habits.set(key, habit);
		return habit(place);
	};
}

function waysOf({ type }: DemoPlace): readonly Spelling[] {
	if (type === 'bungalow') return houses;
	return type === 'shop' ? shops : flats;
}

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 12 → 十二 */
function inWords(number: string): string {
	const value = Number(number);
	const tens = Math.floor(value / 10);
	const ones = value % 10 === 0 && tens > 0 ? '' : (digits[value % 10] ?? '');
	if (tens === 0) return ones;
	return `${tens === 1 ? '' : (digits[tens] ?? '')}十${ones}`;
}
