/**
 * The roster of the demo community, whole and always the same for one seed and day: 2,758
 * households, 7,041 residents, ten ethnic minorities with 24.57 %, 35 building heads, 6 hub
 * households. Nobody in it exists.
 */
import type { Day } from '#lib/domain/calendar.ts';
import type { Tenure } from '#lib/domain/documents.ts';
import { allotCare } from './careAllotment.ts';
import type { Chance } from './chance.ts';
import { openChance } from './chance.ts';
import type { DemoPlace } from './demoCommunity.ts';
import { demoPlaces } from './demoCommunity.ts';
import type { DemoPerson, FamilyKind } from './people.ts';
import { families, familyOf, minorities, nameFamily } from './people.ts';

export interface DemoResident extends DemoPerson {
	/** `1941-03-05` */
	bornOn: Day;
	phone: string;
	note: string;
}

export interface DemoHousehold extends DemoPlace {
	tenure: Tenure;
	/** Name of the head, or of who runs the shop; `''` where vacant. */
	headName: string;
	/** Of a door without residents. */
	phone: string;
	partyHub: boolean;
	bestTime: string;
	speaksMongolian: boolean;
	residents: DemoResident[];
	note: string;
}

interface BuildingHead {
	name: string;
	grid: number;
	/** 兴康小区3号楼 and perhaps its neighbour. */
	buildings: string[];
}

export interface DemoRoster {
	households: DemoHousehold[];
	buildingHeads: BuildingHead[];
}

export const demoSeed = 'qingge-xingkang';

const vacantFlats = 112;
const hubs = 6;
const headsWithOneBuilding = 7;

export function makeDemoRoster(today: Day, seed = demoSeed): DemoRoster {
	const chance = openChance(`${seed} roster`);
	const places = demoPlaces();
	const homes = homesAmong(places, chance);
	const lived = peopledHomes(chance);
	const households = places.map((place): DemoHousehold => {
		const family = homes.has(place) ? lived.pop() : undefined;
		return family ? livedIn(place, family, today, chance) : without(place, chance);
	});
	for (const household of chosenHubs(households, chance)) household.partyHub = true;
	return { households, buildingHeads: headsOf(households, chance) };
}

/** Flats and houses where somebody lives; the rest are vacant or shops. */
function homesAmong(places: readonly DemoPlace[], chance: Chance): ReadonlySet<DemoPlace> {
	const flats = chance.shuffled(places.filter(({ type }) => type === 'flat'));
	const vacant = new Set(flats.slice(0, vacantFlats));
	return new Set(places.filter((place) => place.type !== 'shop' && !vacant.has(place)));
}

interface Family {
	kind: FamilyKind;
	people: DemoPerson[];
}

function peopledHomes(chance: Chance): Family[] {
	const kinds = (Object.keys(families) as FamilyKind[]).flatMap((kind) =>
		Array.from({ length: families[kind].count }, () => kind)
	);
	const made = chance
		.shuffled(kinds)
		.map((kind): Family => ({ kind, people: familyOf(kind, chance) }));
	spreadMinorities(chance.shuffled(made), chance);
	allotCare(made, chance);
	for (const { people } of made) nameFamily(people, chance);
	return made;
}

/** Family by family until each group has its number; in mixed families the spouse stays Han. */
function spreadMinorities(shuffled: readonly Family[], chance: Chance): void {
	const waiting = [...shuffled];
	for (const [ethnicity, count] of Object.entries(minorities)) {
		let left = count;
		while (left > 0) {
			const people = waiting.pop()?.people ?? [];
			const isMixed = chance.percent(38);
			for (const person of people) {
				if (left === 0 || (isMixed && person.relation === '配偶')) continue;
				person.ethnicity = ethnicity;
				left -= 1;
			}
		}
	}
}

const rentable: ReadonlySet<FamilyKind> = new Set(['single', 'couple', 'one_child', 'sharing']);
const notesAtHome = [
	'养小狗，不咬人',
	'耳背，敲门要久一点',
	'钥匙留一把在对门',
	'白天上班，晚上在家',
	'周末才回来住',
	'腿脚不便，开门慢',
	'孩子在外地工作',
	'愿意参加志愿服务',
	'会拉马头琴，社区活动可以请',
	'夏天常去旗县老家'
];

function livedIn(
	place: DemoPlace,
	{ kind, people }: Family,
	today: Day,
	chance: Chance
): DemoHousehold {
	const isRented = rentable.has(kind) && (kind === 'sharing' || chance.percent(25));
	const residents = people.map((person): DemoResident => ({
		...person,
		bornOn: birthdayOf(person.age, today, chance),
		phone: person.age >= 14 && chance.percent(86) ? phoneOf(chance) : '',
		note: ''
	}));
	const [first] = residents;
	if (first && chance.percent(6)) first.note = chance.pick(notesAtHome);
	return {
		...place,
		tenure: isRented ? 'rented' : 'own',
		headName: first?.name ?? '',
		phone: '',
		partyHub: false,
		bestTime: chance.percent(7)
			? chance.pick(['晚上7点以后', '周末上午', '中午12点到2点', '上午'])
			: '',
		speaksMongolian: first?.ethnicity === '蒙古族' && chance.percent(12),
		residents,
		note: ''
	};
}

const trades = [
	'便利店',
	'理发店',
	'牛肉面馆',
	'药店',
	'五金店',
	'奶茶店',
	'烧麦馆',
	'水果店',
	'干洗店'
];

function without(place: DemoPlace, chance: Chance): DemoHousehold {
	const isShop = place.type === 'shop';
	return {
		...place,
		tenure: isShop ? 'business' : 'vacant',
		headName: '',
		phone: isShop && chance.percent(80) ? phoneOf(chance) : '',
		partyHub: false,
		bestTime: '',
		speaksMongolian: false,
		residents: [],
		note: isShop ? chance.pick(trades) : chance.pick(['', '', '房主在外地', '待售', '装修中'])
	};
}

function birthdayOf(age: number, today: Day, chance: Chance): Day {
	// In the year that makes the age by the calendar year, which is all that is kept.
	const year = Number(today.slice(0, 4)) - age;
	const month = age === 0 ? 1 : chance.between(1, 12);
	const two = (number: number) => String(number).padStart(2, '0');
	return `${year}-${two(month)}-${two(chance.between(1, 28))}`;
}

/** 154 is a prefix that no carrier has been given: nobody answers. */
function phoneOf(chance: Chance): string {
	return `154${String(chance.between(0, 99_999_999)).padStart(8, '0')}`;
}

function chosenHubs(households: readonly DemoHousehold[], chance: Chance): DemoHousehold[] {
	const settled = households.filter(
		({ tenure, residents }) => tenure === 'own' && (residents[0]?.age ?? 0) >= 50
	);
	return chance.shuffled(settled).slice(0, hubs);
}

/** Neighbours who look after one building or two, from among those who live there. */
function headsOf(households: readonly DemoHousehold[], chance: Chance): BuildingHead[] {
	const byBuilding = new Map<string, DemoHousehold[]>();
	for (const household of households) {
		const { estate, building } = household;
		const name = `${estate}${building.endsWith('排') ? building : `${building}号楼`}`;
		byBuilding.set(name, [...(byBuilding.get(name) ?? []), household]);
	}
	const heads: BuildingHead[] = [];
	const buildings = [...byBuilding.keys()];
	while (buildings.length > 0) {
		const own = buildings.splice(0, heads.length < headsWithOneBuilding ? 1 : 2);
		const neighbours = byBuilding.get(own[0] ?? '') ?? [];
		const willing = neighbours
			.flatMap(({ residents }) => residents)
			.filter(({ age, name }) => age >= 40 && age <= 76 && name !== '');
		heads.push({
			name: chance.pick(willing).name,
			grid: neighbours[0]?.grid ?? 0,
			buildings: own
		});
	}
	return heads;
}
